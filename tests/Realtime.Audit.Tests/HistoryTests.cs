using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class HistoryTests(StackFixture shared)
{
    readonly AuditStack stack = shared.Stack;
    readonly string conversation = NewConversation();

    [Fact]
    public async Task Every_event_has_who_recorded_it_for_which_request_and_where()
    {
        var session = await stack.Claimed(conversation);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/conversations/{conversation}/sessions/{session}/text")
        {
            Content = JsonContent.Create(new { text = "hello" }),
        };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        (await stack.Http.SendAsync(request)).EnsureSuccessStatusCode();

        var events = (await stack.Get($"/audit/conversations/{conversation}"))["events"]!.AsArray();

        Assert.Equal(["session_requested", "session_claimed", "text_submitted"], events.Select(e => (string?)e!["type"]));
        Assert.Equal([1, 2, 3], events.Select(e => (int)e!["version"]!));
        var text = events[2]!;
        Assert.Equal("api", (string?)text["actor"]);
        Assert.Equal("SubmitText", (string?)text["causation"]);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", (string?)text["correlation"]);
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", (string?)text["traceparent"]);
        Assert.True((long)text["sequence"]! > (long)events[1]!["sequence"]!);
        Assert.Equal("worker", (string?)events[1]!["actor"]);
        Assert.NotNull((string?)events[1]!["worker"]);
    }

    [Fact]
    public async Task Pages_have_no_gap_between_them()
    {
        await stack.Spoken(conversation);
        var versions = new List<int>();
        for (long after = 0, count = 1; count > 0;)
        {
            var page = await stack.Get($"/audit/conversations/{conversation}?after={after}&limit=5");
            count = page["events"]!.AsArray().Count;
            versions.AddRange(page["events"]!.AsArray().Select(e => (int)e!["version"]!));
            after = (long)page["next"]!;
        }

        Assert.Equal(Enumerable.Range(1, 16), versions);
    }

    [Fact]
    public async Task AsOf_returns_the_state_at_a_version_or_a_time()
    {
        var session = await stack.Spoken(conversation);
        var events = (await stack.Get($"/audit/conversations/{conversation}"))["events"]!.AsArray();

        Assert.Equal("requested", await PhaseAt("1"));
        Assert.Equal("claimed", await PhaseAt("3"));
        Assert.Equal("started", await PhaseAt("14"));
        Assert.Equal("ending", await PhaseAt("15"));
        Assert.Equal("claimed", await PhaseAt(Uri.EscapeDataString((string)events[1]!["at"]!)));
        var last = await stack.Get($"/audit/conversations/{conversation}?asOf=1000");
        Assert.Null(last["live"]);
        Assert.Equal(16, (int)last["version"]!);
        Assert.Equal(session, (Guid)last["lastEnd"]!["sessionId"]!);
        var before = await stack.Get($"/audit/conversations/{conversation}?asOf=2000-01-01T00:00:00Z");
        Assert.Equal((0, null), ((int)before["version"]!, before["live"]));

        async Task<string?> PhaseAt(string asOf) =>
            (string?)(await stack.Get($"/audit/conversations/{conversation}?asOf={asOf}"))["live"]?["phase"];
    }

    [Fact]
    public async Task A_long_conversation_is_exported_completely_and_in_order()
    {
        var session = await stack.Claimed(conversation);
        await stack.Record(conversation, session, new SessionStarted(session, "gpt-realtime-2.1", null, 1));
        for (var batch = 0; batch < 5; batch++)
            await stack.Record(conversation, session,
                [.. Enumerable.Range(0, 1_000).Select(n => new TranscriptDelta(session, "item", "assistant", $"{batch} {n}"))]);

        var lines = (await stack.Lines($"/audit/conversations/{conversation}")).Split('\n');

        Assert.Equal("", lines[^1]);
        Assert.Equal(Enumerable.Range(1, 5_003).Select(v => (long)v), lines[..^1].Select(l => (long)JsonNode.Parse(l)!["version"]!));
        Assert.Equal(3,
            (await stack.Lines($"/audit/conversations/{conversation}?after=5000"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_list_of_sessions_has_their_reasons_and_totals()
    {
        var first = await stack.Spoken(conversation, EndReason.Expired);
        var second = await stack.Spoken(conversation);
        var third = await stack.Claimed(conversation);

        var sessions = (await stack.Get($"/audit/conversations/{conversation}/sessions"))["sessions"]!.AsArray();

        Assert.Equal([first, second, third], sessions.Select(s => (Guid)s!["sessionId"]!));
        Assert.Equal(["expired", "requested", null], sessions.Select(s => (string?)s!["reason"]));
        Assert.Equal(["ended", "ended", "claimed"], sessions.Select(s => (string?)s!["state"]));
        Assert.Equal(1_000, (long)sessions[0]!["totals"]!["audioInMilliseconds"]!);
        var page = await stack.Get($"/audit/conversations/{conversation}/sessions?limit=1");
        var next = await stack.Get($"/audit/conversations/{conversation}/sessions?limit=1&after={page["next"]}");
        Assert.Equal(second, (Guid)next["sessions"]![0]!["sessionId"]!);
    }

    [Theory]
    [InlineData("?asOf=yesterday")]
    [InlineData("?after=-1")]
    [InlineData("?limit=0")]
    [InlineData("/sessions?limit=5000")]
    public async Task An_invalid_parameter_is_refused(string rest) =>
        await stack.Http.GetAsync($"/audit/conversations/{conversation}{rest}").Refused(HttpStatusCode.BadRequest, "invalid-options");

    [Theory]
    [InlineData("")]
    [InlineData("/sessions")]
    [InlineData("?asOf=1")]
    public async Task An_unknown_conversation_is_not_found(string rest) =>
        await stack.Http.GetAsync($"/audit/conversations/{conversation}{rest}").Refused(HttpStatusCode.NotFound, "unknown-conversation");
}
