using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.EventLog.Projections;
using Realtime.Sessions;
using Realtime.Testing.Log;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

/// <summary>The figures for charts follow from the log: from what happened, at the times of the log.</summary>
public sealed class StatisticsTests : IAsyncLifetime
{
    AuditStack stack = null!;

    public async Task InitializeAsync() => stack = await AuditStack.New();

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task Days_have_their_starts_ends_and_latencies_and_live_sessions_their_steps()
    {
        var (one, two) = (NewConversation(), NewConversation());
        await Session(one, connect: 100, answer: true);
        await Session(two, connect: 300, answer: false);
        await At(one, "session_requested", "2026-03-01T23:00:00Z");
        await At(one, "text_delivered", "2026-03-01T23:30:00Z");
        await At(one, "item_added", "2026-03-01T23:30:01.5Z");
        await At(one, "session_ended", "2026-03-02T06:00:00Z");
        await At(two, "session_requested", "2026-03-02T05:00:00Z");
        await At(two, "session_ended", "2026-03-02T05:01:00Z");
        await Rebuilt();

        var found = (await stack.Get("/sessions/statistics?from=2026-03-01T00:00:00Z&to=2026-03-05T00:00:00Z"))["statistics"]!;

        Assert.Equal(["2026-03-01 1 ", "2026-03-02 1 idle 2", "2026-03-03 0 ", "2026-03-04 0 "], found["days"]!.AsArray().Select(day =>
            $"{day!["day"]} {day["starts"]} {string.Join(',', day["ends"]!.AsArray().Select(end => $"{end!["reason"]} {end["count"]}"))}"));
        Assert.Equal("2 200 290 298", Text(found["connect"]!));
        Assert.Equal("1 1500 1500 1500", Text(found["firstAnswer"]!));
        Assert.Equal("1 100 100 100", Text(found["days"]![0]!["connect"]!));
        Assert.Null(found["days"]![2]!["connect"]);
        var live = found["live"]!.AsArray().ToDictionary(point => $"{point!["at"]}"[..16], point => (long)point!["sessions"]!);
        Assert.Equal((96, 0, 1, 1, 2, 1, 0), (live.Count, live["2026-03-01T22:00"], live["2026-03-01T23:00"], live["2026-03-02T04:00"],
            live["2026-03-02T05:00"], live["2026-03-02T06:00"], live["2026-03-02T07:00"]));
        var after = (await stack.Get("/sessions/statistics?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z"))["statistics"]!;
        Assert.Equal(1, (long)after["live"]![0]!["sessions"]!); // it began the day before
        Assert.Equal("gpt-realtime-2.1 default 2 14 10", string.Join(' ', ((string[])["model", "tenant", "sessions", "inputTokens", "outputTokens"])
            .Select(name => $"{after["usage"]!.AsArray().Single()![name]}")));
    }

    [Fact]
    public async Task A_session_that_is_archived_or_still_live_counts_after_a_rebuild_as_before_it()
    {
        var (ended, live) = (NewConversation(), NewConversation());
        await stack.Spoken(ended);
        await stack.Speaking(live);
        await stack.Followed();
        var before = (await stack.Get("/sessions/statistics"))["statistics"]!;
        Assert.Equal(1, (long)before["live"]!.AsArray()[^1]!["sessions"]!);
        await stack.Http.PostAsync($"/conversations/{ended}/archive", null);
        await Rebuilt();
        var after = (await stack.Get("/sessions/statistics"))["statistics"]!;
        Assert.Equal((before["days"]!.ToJsonString(), before["usage"]!.ToJsonString()), (after["days"]!.ToJsonString(), after["usage"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z", "from")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    [InlineData("from=0001-01-01T00:00:00Z", "from")]
    [InlineData("to=9999-12-31T00:00:00Z", "to")]
    [InlineData("to=tomorrow", "to")]
    [InlineData("tenant=A%20B", "tenant")]
    public async Task A_range_that_is_not_one_is_refused_by_its_name(string query, string named)
    {
        using var response = await stack.Http.GetAsync($"/sessions/statistics?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![named]);
    }

    async Task Session(string conversation, long connect, bool answer)
    {
        var session = await stack.Claimed(conversation);
        await stack.AsApi.SubmitText(conversation, session, "hi");
        await stack.Record(conversation, session, new SessionStarted(session, "gpt-realtime-2.1", null, connect),
            new TextDelivered(session, "i1"));
        var item = JsonSerializer.SerializeToElement(new { id = "item2", type = "message", role = "assistant" });
        if (answer) await stack.Record(conversation, session, new ItemAdded(session, "item2", item), new ItemAdded(session, "item3", item));
        await stack.End(conversation, session, EndReason.Idle);
    }

    /// <summary>Moves the events of a type to another time.</summary>
    Task At(string conversation, string type, string time) => stack.Execute(
        $"update mt_events set timestamp = '{time}' where stream_id = '{conversation}' and type = '{type}'");

    async Task Rebuilt()
    {
        await stack.Followed();
        using var daemon = await stack.Store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(StatisticsProjection.ShardName, Patience.Source().Token);
    }

    static string Text(JsonNode of) =>
        string.Join(' ', ((string[])["count", "p50", "p95", "p99"]).Select(name => $"{(double)of[name]!:0.##}"));
}
