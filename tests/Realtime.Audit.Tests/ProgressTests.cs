using System.Net;
using System.Text.Json.Nodes;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

/// <summary>A verification that says how far it is.</summary>
public sealed class ProgressTests : IAsyncLifetime
{
    AuditStack stack = null!;

    public async Task InitializeAsync() => stack = await AuditStack.New();

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task A_verification_as_lines_ends_with_what_it_answers_as_one_document()
    {
        for (var each = 0; each < 30; each++) await stack.Spoken(NewConversation());
        var broken = NewConversation();
        await stack.Spoken(broken);
        await stack.Followed();
        await stack.Execute($"update mt_events set user_name = 'nobody' where stream_id = '{broken}' and version = 3");

        foreach (var query in (string[])["", "?tenant=default", $"?conversation={broken}"])
        {
            var lines = (await stack.Lines($"/audit/verify{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!).ToList();
            Assert.True(JsonNode.DeepEquals(await stack.Get($"/audit/verify{query}"), lines[^1]["result"]), lines[^1].ToJsonString());
            Assert.All(lines[..^1], line => Assert.Equal(31, (long)line["progress"]!["of"]!));
            Assert.Equal(lines[..^1].Select(Read).Order(), lines[..^1].Select(Read));
            Assert.Equal(query.Contains("conversation", StringComparison.Ordinal), lines.Count == 1);
        }

        static long Read(JsonNode line) => (long)line["progress"]!["events"]!;
    }

    [Fact]
    public async Task An_unknown_conversation_is_refused_before_the_first_line()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/audit/verify?conversation={NewConversation()}");
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        await stack.Http.SendAsync(request).Refused(HttpStatusCode.NotFound, "unknown-conversation");
    }
}
