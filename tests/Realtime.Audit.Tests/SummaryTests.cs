using System.Net;
using System.Text.Json.Nodes;
using Realtime.Sessions;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class SummaryTests(StackFixture shared)
{
    readonly AuditStack stack = shared.Stack;
    readonly string conversation = NewConversation();

    [Fact]
    public async Task A_summary_covers_a_session_from_its_request_to_its_end()
    {
        var session = await stack.Spoken(conversation, EndReason.Idle);
        await stack.Followed();

        var summary = (await Sessions("")).Single()!;

        Assert.Equal(session, (Guid)summary["sessionId"]!);
        Assert.Equal("ended idle gpt-realtime-2.1 marin w1 1",
            string.Join(' ', new[] { "state", "reason", "model", "voice", "worker", "requestedVersion" }.Select(n => $"{summary[n]}")));
        Assert.Equal(7, (long)summary["totals"]!["tokens"]!["input"]!);
        Assert.True((DateTimeOffset)summary["requestedAt"]! <= (DateTimeOffset)summary["startedAt"]!);
        Assert.True((DateTimeOffset)summary["startedAt"]! <= (DateTimeOffset)summary["endedAt"]!);
    }

    [Theory]
    [InlineData("state=ended", 2)]
    [InlineData("state=live", 1)]
    [InlineData("state=claimed", 1)]
    [InlineData("reason=idle", 1)]
    [InlineData("reason=error", 0)]
    [InlineData("worker=w1", 3)]
    [InlineData("worker=another", 0)]
    [InlineData("model=gpt-realtime-2.1", 3)]
    [InlineData("from=2020-01-01T00:00:00Z", 3)]
    [InlineData("to=2020-01-01T00:00:00Z", 0)]
    public async Task Filters_choose(string filter, int expected)
    {
        await stack.Spoken(conversation, EndReason.Idle);
        await stack.Spoken(conversation);
        await stack.Claimed(conversation);
        await stack.Followed();
        Assert.Equal(expected, (await Sessions("&" + filter)).Count);
    }

    [Fact]
    public async Task Pages_do_not_overlap_while_sessions_arrive()
    {
        var sessions = new List<Guid>();
        for (var n = 0; n < 5; n++) sessions.Add(await stack.Spoken(conversation));
        await stack.Followed();
        var first = await stack.Get($"/sessions?conversation={conversation}&limit=2");
        await stack.Spoken(conversation);
        await stack.Followed();
        var second = await stack.Get($"/sessions?conversation={conversation}&limit=2&before={first["next"]}");
        var third = await stack.Get($"/sessions?conversation={conversation}&limit=2&before={second["next"]}");

        sessions.Reverse();
        Assert.Equal(sessions,
            new[] { first, second, third }.SelectMany(p => p["sessions"]!.AsArray()).Select(s => (Guid)s!["sessionId"]!));
        Assert.Null(third["next"]);
    }

    [Fact]
    public async Task Sessions_are_counted_by_day_and_reason()
    {
        await stack.Spoken(conversation, EndReason.Idle);
        await stack.Spoken(conversation);
        await stack.Spoken(conversation);
        await stack.Claimed(conversation);
        await stack.Followed();

        var counts = (await stack.Get($"/sessions/counts?conversation={conversation}"))["counts"]!.AsArray();

        Assert.Equal(["1 idle", "2 requested", "1 "],
            counts.GroupBy(c => $"{c!["reason"]}").Select(g => $"{g.Sum(c => (int)c!["count"]!)} {g.Key}"));
        Assert.All(counts, c => Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", (string)c!["day"]!));
    }

    [Theory]
    [InlineData("model,tenant", "gpt-realtime-2.1 default  4 2.25 USD 1.5 EUR 7")]
    [InlineData("reason", "  idle 1 0.75 USD 1|  requested 2 1.5 USD 1.5 EUR 6|   1 0")]
    public async Task Costs_add_up_by_model_tenant_and_reason_and_what_has_none_is_counted(string by, string expected)
    {
        await stack.Spoken(conversation, EndReason.Idle, Spent(0.75m, "USD", unpriced: 1));
        await stack.Spoken(conversation, EndReason.Requested, Spent(1.5m, "USD", unpriced: 2));
        await stack.Spoken(conversation, EndReason.Requested, Spent(1.5m, "EUR", unpriced: 4));
        await stack.Claimed(conversation);
        await stack.Followed();

        var counts = (await stack.Get($"/sessions/counts?conversation={conversation}&by={by}"))["counts"]!.AsArray();

        Assert.Equal(expected, string.Join('|', counts.Select(c =>
            $"{c!["model"]} {c["tenant"]} {c["reason"]} {c["count"]} "
            + string.Concat(c["costs"]!.AsArray().OrderByDescending(cost => $"{cost!["currency"]}").Select(cost => $"{cost!["amount"]} {cost["currency"]} "))
            + c["unpriced"])));
        Assert.All(counts, c => Assert.Null(c!["day"]));
    }

    [Fact]
    public async Task A_search_finds_a_part_of_a_name_or_an_id_in_any_case_and_pages_on()
    {
        var sessions = new List<Guid>();
        for (var n = 0; n < 3; n++) sessions.Add(await stack.Spoken(conversation));
        await stack.Followed();

        Assert.Single((await stack.Get($"/sessions?text={sessions[1].ToString()[4..].ToUpperInvariant()}"))["sessions"]!.AsArray());
        var name = conversation[3..30];
        var first = await stack.Get($"/sessions?text={name}&limit=2");
        var second = await stack.Get($"/sessions?text={name}&limit=2&before={first["next"]}");
        Assert.Equal(sessions.AsEnumerable().Reverse(),
            first["sessions"]!.AsArray().Concat(second["sessions"]!.AsArray()).Select(s => (Guid)s!["sessionId"]!));
        Assert.Null(second["next"]);
        Assert.Empty((await stack.Get($"/sessions?text=%25{name}"))["sessions"]!.AsArray());
        Assert.Equal(3, (long)(await stack.Get($"/sessions/counts?text={name}&by=state,reason"))["counts"]!.AsArray().Single()!["count"]!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_search_looks_at_each_name_of_a_session_and_at_summaries_of_former_versions(bool isFormer)
    {
        var idle = await stack.Spoken(conversation, EndReason.Idle);
        await stack.Claimed(conversation);
        await stack.Followed();
        if (isFormer)
            await stack.Execute($"update mt_doc_sessionsummary set data = data - 'searchText' where data ->> 'conversation' = '{conversation}'");

        Assert.Equal(2, await Found("GPT-Realtime"));
        Assert.Equal(1, await Found("idle"));
        Assert.Equal(1, await Found(idle.ToString()[9..]));
        Assert.Equal(0, await Found("default"));

        async Task<int> Found(string text) =>
            (await stack.Get($"/sessions?text={text}&conversation={conversation}"))["sessions"]!.AsArray().Count;
    }

    [Fact]
    public async Task Counts_by_state_tell_the_live_from_the_ended()
    {
        await stack.Spoken(conversation);
        await stack.Claimed(conversation);
        await stack.Followed();
        var counts = (await stack.Get($"/sessions/counts?conversation={conversation}&by=state"))["counts"]!.AsArray();
        Assert.Equal(["claimed 1", "ended 1"], counts.Select(c => $"{c!["state"]} {c["count"]}"));
    }

    [Fact]
    public async Task A_summary_names_the_sessions_before_and_after_it_in_its_conversation()
    {
        var sessions = new List<Guid>();
        for (var n = 0; n < 3; n++) sessions.Add(await stack.Spoken(conversation));
        await stack.Followed();

        Assert.Equal([null, sessions[0], sessions[1]], await Around(sessions[0]));
        Assert.Equal([sessions[0], sessions[1], sessions[2]], await Around(sessions[1]));
        Assert.Equal([sessions[1], sessions[2], null], await Around(sessions[2]));
        await stack.Http.GetAsync($"/conversations/{conversation}/sessions/{Guid.NewGuid()}/summary")
            .Refused(HttpStatusCode.NotFound, "unknown-session");
        await stack.Http.GetAsync($"/conversations/{NewConversation()}/sessions/{sessions[0]}/summary")
            .Refused(HttpStatusCode.NotFound, "unknown-session");
    }

    async Task<Guid?[]> Around(Guid session)
    {
        var found = await stack.Get($"/conversations/{conversation}/sessions/{session}/summary");
        return [.. ((string[])["before", "session", "after"]).Select(name => (Guid?)found[name]?["sessionId"])];
    }

    static SessionTotals Spent(decimal amount, string currency, long unpriced) =>
        new() { Cost = new Cost(amount, currency, "t1"), Unpriced = unpriced };

    [Theory]
    [InlineData("by=")]
    [InlineData("by=day,1")]
    [InlineData("by=day,colour")]
    public async Task An_unknown_group_is_refused(string query) =>
        await stack.Http.GetAsync($"/sessions/counts?{query}").Refused(HttpStatusCode.BadRequest, "invalid-options");

    [Theory]
    [InlineData("state=dead")]
    [InlineData("reason=boredom")]
    [InlineData("from=2030-01-01T00:00:00Z&to=2020-01-01T00:00:00Z")]
    [InlineData("from=soon")]
    [InlineData("limit=0")]
    [InlineData("before=0")]
    [InlineData("text=")]
    [InlineData("text=%20")]
    [InlineData("text=a%00")]
    public async Task An_invalid_parameter_is_refused(string query) =>
        await stack.Http.GetAsync($"/sessions?{query}").Refused(HttpStatusCode.BadRequest, "invalid-options");

    async Task<JsonArray> Sessions(string filter) =>
        (await stack.Get($"/sessions?conversation={conversation}{filter}"))["sessions"]!.AsArray();
}
