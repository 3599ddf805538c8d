using System.Net;
using System.Net.Http.Json;
using Realtime.EventLog;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class ErasureTests(StackFixture shared)
{
    readonly AuditStack stack = shared.Stack;
    readonly string conversation = NewConversation();

    [Fact]
    public async Task Erasure_removes_the_content_from_every_table_and_keeps_the_events()
    {
        await using var own = await AuditStack.New();
        await own.Spoken(conversation);
        await own.Followed();
        var before = await Lifecycle(own);
        Assert.NotEmpty(await TablesWith(own, Secret));

        var erased = await own.Delete($"/conversations/{conversation}/content");
        await own.Followed();

        Assert.Empty(await TablesWith(own, Secret));
        Assert.Equal([.. before, "session-less content_masked 17"], await Lifecycle(own));
        Assert.Equal("[1-1, 3-3, 5-5, 7-13]",
            $"[{string.Join(", ", erased["masked"]!.AsArray().Select(r => $"{r!["from"]}-{r["to"]}"))}]");
        Assert.Empty(await own.Findings(conversation));
        Assert.True((bool)(await own.Get("/audit/verify"))["intact"]!);
    }

    [Fact]
    public async Task The_erasure_is_an_event_and_the_salts_of_masked_events_are_deleted()
    {
        await stack.Spoken(conversation);
        await stack.Delete($"/conversations/{conversation}/content");
        await stack.Followed();

        var last = (await stack.Get($"/conversations/{conversation}/events?after=16"))["events"]!.AsArray().Single()!;
        Assert.Equal(("content_masked", 17), ((string?)last["type"], (int)last["version"]!));
        Assert.Equal("1,3,5,7,8,9,10,11,12,13", await stack.Scalar<string>(
            $"select string_agg(version::text, ',' order by version) from realtime.seal where stream = '{conversation}' and salt is null"));
        var audited = (await stack.Get($"/audit/conversations/{conversation}"))["events"]!.AsArray();
        Assert.Equal("1,3,5,7,8,9,10,11,12,13",
            string.Join(',', audited.Where(e => e!["masked"] is not null).Select(e => $"{e!["version"]}")));
    }

    [Fact]
    public async Task A_change_of_a_masked_event_is_found()
    {
        await stack.Spoken(conversation);
        await stack.Delete($"/conversations/{conversation}/content");
        await stack.Followed();
        await stack.Execute(
            $"update mt_events set data = data || jsonb_build_object('text', 'forged') where stream_id = '{conversation}' and version = 9");
        Assert.Equal(["mask-altered at 17"], await stack.Findings(conversation));
    }

    [Fact]
    public async Task A_second_erasure_masks_only_newer_events()
    {
        await stack.Spoken(conversation);
        await stack.Delete($"/conversations/{conversation}/content");
        var again = await stack.Delete($"/conversations/{conversation}/content");
        Assert.Equal((17, 0), ((int)again["version"]!, again["masked"]!.AsArray().Count));

        await stack.Spoken(conversation);
        var later = await stack.Delete($"/conversations/{conversation}/content");
        Assert.Equal((34, 18), ((int)later["version"]!, (int)later["masked"]![0]!["from"]!));
        await stack.Followed();
        Assert.Empty(await stack.Findings(conversation));
    }

    [Fact]
    public async Task Two_erasures_at_once_record_one()
    {
        await stack.Spoken(conversation);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => stack.Delete($"/conversations/{conversation}/content")));
        Assert.Single(answers, a => a["masked"]!.AsArray().Count > 0);
        await stack.Followed();
        Assert.Empty(await stack.Findings(conversation));
        Assert.Equal(17, await stack.Scalar<long>($"select version from mt_streams where id = '{conversation}'"));
    }

    [Fact]
    public async Task Erasure_is_refused_while_a_session_is_live_and_changes_nothing()
    {
        await stack.Speaking(conversation);
        await stack.Http.DeleteAsync($"/conversations/{conversation}/content").Refused(HttpStatusCode.Conflict, "session-live");
        Assert.Equal(14, await stack.Scalar<long>($"select version from mt_streams where id = '{conversation}'"));
        Assert.Contains(Secret, await stack.Lines($"/audit/conversations/{conversation}"));
    }

    [Fact]
    public async Task An_unknown_conversation_is_not_found() =>
        await stack.Http.DeleteAsync($"/conversations/{conversation}/content").Refused(HttpStatusCode.NotFound, "unknown-conversation");

    [Fact]
    public async Task After_an_erasure_followers_no_longer_get_the_content_from_memory()
    {
        await stack.Spoken(conversation);
        var tail = stack.Service<Tail>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await using var follower = tail.Follow(conversation, 0, stop.Token).GetAsyncEnumerator(stop.Token);
        await Read(follower, 16);
        await stack.Delete($"/conversations/{conversation}/content");
        await Read(follower, 17);

        await using var late = tail.Follow(conversation, 0, stop.Token).GetAsyncEnumerator(stop.Token);
        var events = await Read(late, 17);
        Assert.DoesNotContain(events, e => System.Text.Encoding.UTF8.GetString(e.Data.Span).Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_session_may_start_after_an_erasure()
    {
        await stack.Spoken(conversation);
        await stack.Delete($"/conversations/{conversation}/content");
        var response = await stack.Http.PostAsJsonAsync($"/conversations/{conversation}/sessions", new { model = "gpt-realtime-2.1" });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    static async Task<List<LoggedEvent>> Read(IAsyncEnumerator<IReadOnlyList<LoggedEvent>> follower, long upTo)
    {
        var events = new List<LoggedEvent>();
        while (events.Count == 0 || events[^1].Version < upTo)
        {
            Assert.True(await follower.MoveNextAsync());
            events.AddRange(follower.Current);
        }

        return events;
    }

    async Task<List<string>> Lifecycle(AuditStack own) =>
        [.. (await own.Get($"/audit/conversations/{conversation}"))["events"]!.AsArray()
            .Select(e => $"{(string?)e!["sessionId"] ?? "session-less"} {e["type"]} {e["version"]}")];

    /// <summary>The tables that have the word in any row.</summary>
    static async Task<List<string>> TablesWith(AuditStack own, string word)
    {
        var tables = new List<string>();
        await using (var command = own.Database.CreateCommand(
            "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables "
            + "where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"))
        {
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync()) tables.Add(row.GetString(0));
        }

        var holding = new List<string>();
        foreach (var table in tables)
        {
            if (await own.Scalar<bool>($"select exists (select from {table} t where t::text like '%{word}%')")) holding.Add(table);
        }

        return holding;
    }
}
