using System.Net;
using System.Text.Json.Nodes;

namespace Realtime.Audit.Tests;

/// <summary>
/// A database of the previous version works unchanged: it verifies, reads as before, takes appends, and goes on being sealed.
/// </summary>
public sealed class PreviousVersionTests : IAsyncLifetime
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "previous-version");
    static readonly string[] Conversations =
    [
        "conv-1-text-and-audio", "conv-2-replaced", "conv-3-erased", "conv-4-archived", "conv-5-start-failed", "conv-6-worker-lost",
        "conv-7-resumed",
    ];

    AuditStack stack = null!;

    public async Task InitializeAsync() =>
        stack = await AuditStack.Start(await Realtime.Testing.Servers.SharedServers.NewDatabase(),
            before: await File.ReadAllTextAsync(Path.Combine(Folder, "database.sql")));

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task It_is_intact_and_has_the_heads_that_were_exported()
    {
        var verification = await stack.Get("/audit/verify");
        Assert.Empty(Answers.Named(verification));
        Assert.Equal((7, 181, 181, 0),
            ((int)verification["conversations"]!, (int)verification["events"]!, (int)verification["seals"]!,
                (int)verification["sealing"]!["behind"]!));

        var heads = await File.ReadAllTextAsync(Path.Combine(Folder, "audit-heads.ndjson"));
        Assert.Empty(Answers.Named(await stack.VerifyHeads(heads)));
        Assert.Equal(heads, await stack.Lines("/audit/heads"));
    }

    [Fact]
    public async Task It_reads_as_before()
    {
        foreach (var conversation in Conversations)
        {
            AssertSame($"{conversation}.json", await stack.Get($"/conversations/{conversation}"));
            var page = (await stack.Get($"/conversations/{conversation}/events?limit=1000")).AsObject();
            page.Remove("more"); // new in this version
            AssertSame($"{conversation}.events.json", page);
        }

        AssertSame("sessions.json", await stack.Get("/sessions?limit=100"));
    }

    [Fact]
    public async Task It_takes_new_sessions_and_seals_them()
    {
        foreach (var conversation in Conversations.Where(c => c != "conv-4-archived")) await stack.Spoken(conversation);
        await stack.Followed();

        var verification = await stack.Get("/audit/verify");
        Assert.Empty(Answers.Named(verification));
        Assert.Equal(181 + (6 * 16), (int)verification["seals"]!);
        Assert.Empty(Answers.Named(await stack.VerifyHeads(await File.ReadAllTextAsync(Path.Combine(Folder, "audit-heads.ndjson")))));
        Assert.Equal(8 + 6, (await stack.Get("/sessions?limit=100"))["sessions"]!.AsArray().Count);
    }

    [Fact]
    public async Task Archived_conversations_stay_closed_and_their_content_can_still_be_erased()
    {
        await stack.Http.PostAsync("/conversations/conv-4-archived/sessions", new StringContent("{}", null, "application/json"))
            .Refused(HttpStatusCode.Gone, "conversation-archived");
        await stack.Delete("/conversations/conv-1-text-and-audio/content");
        Assert.DoesNotContain("Hello there", await stack.Lines("/audit/conversations/conv-1-text-and-audio"), StringComparison.Ordinal);
        Assert.Empty(await stack.Findings("conv-1-text-and-audio"));
    }

    static void AssertSame(string file, JsonNode answer)
    {
        var before = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        foreach (var e in before!["events"]?.AsArray() ?? []) (e!["data"] as JsonObject)?.Remove("address"); // clients do not see it any more
        Assert.True(JsonNode.DeepEquals(before, answer), $"{file} was\n{before.ToJsonString()}\nand is\n{answer.ToJsonString()}");
    }
}
