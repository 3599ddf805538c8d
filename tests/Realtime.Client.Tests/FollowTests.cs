using Realtime.Client.Tests.Fakes;
using static Realtime.Client.Tests.Fakes.ScriptedService;

namespace Realtime.Client.Tests;

public class FollowTests
{
    /// <summary>Ends a stream that the script cannot go on with.</summary>
    static readonly Func<HttpResponseMessage> End = Refusal(404, "unknown-conversation");

    [Fact]
    public async Task A_lost_stream_goes_on_after_the_last_event_and_nothing_comes_twice()
    {
        using var service = new ScriptedService(Stream(Event(1), Event(2)), Nobody(), Stream(), Refusal(503, "log-unavailable"),
            Stream(Event(2), Event(3)), Stream(Event(4)), End);
        Assert.Equal([1, 2, 3, 4], await Read(service));
        Assert.Equal(["0", "2", "2", "2", "2", "3", "4"], service.Asked.Select(asked => asked.LastEventId));
        Assert.Equal("/base/conversations/c/events", service.Asked[0].Path);
    }

    [Fact]
    public async Task A_gap_is_read_again()
    {
        using var service = new ScriptedService(Stream(Event(1), Event(3)), Stream(Event(2), Event(3)), End);
        Assert.Equal([1, 2, 3], await Read(service));
    }

    [Fact]
    public async Task A_stopping_node_and_a_broken_message_are_no_end()
    {
        using var service = new ScriptedService(Stream(Event(1), Problem("node-stopping", retry: 20)), Stream("data: {\n\n"),
            Stream(Event(2)), End);
        Assert.Equal([1, 2], await Read(service));
    }

    [Theory]
    [InlineData(ProblemName.AccessRevoked)]
    [InlineData(ProblemName.ConversationDamaged)]
    public async Task What_no_repeat_mends_is_thrown(string name)
    {
        using var service = new ScriptedService(Stream(Event(1), Problem(name)));
        var problem = await Assert.ThrowsAsync<ProblemException>(() => service.Client().FollowAsync("c").CountAsync().AsTask());
        Assert.Equal((name, "Words.", null), (problem.Name, problem.Detail, problem.Status));
    }

    [Theory]
    [InlineData(409, ProblemName.BeyondEnd)]
    [InlineData(410, ProblemName.ConversationArchived)]
    [InlineData(401, ProblemName.Unauthorized)]
    public async Task A_refused_stream_is_a_problem(int status, string name)
    {
        using var service = new ScriptedService(Refusal(status, name));
        Assert.Equal(name, (await Assert.ThrowsAsync<ProblemException>(() =>
            service.Client().FollowAsync("c", 9).CountAsync().AsTask())).Name);
    }

    [Fact]
    public async Task A_stream_in_which_nothing_arrives_is_lost()
    {
        using var service = new ScriptedService(Silent(Event(1)), Stream(Event(2)), End);
        Assert.Equal([1, 2], await Read(service, Quick with { Silence = TimeSpan.FromMilliseconds(50) }));
    }

    [Fact]
    public async Task It_gives_up_when_the_service_stays_away()
    {
        using var service = new ScriptedService(Enumerable.Repeat(Nobody(), 100_000));
        var lost = service.Client(Quick with { ReconnectTime = TimeSpan.FromMilliseconds(60) }).FollowAsync("c").CountAsync().AsTask();
        Assert.Equal(HttpRequestError.ConnectionError, (await Assert.ThrowsAsync<HttpRequestException>(() => lost)).HttpRequestError);
        Assert.True(service.Asked.Count > 1);
    }

    [Fact]
    public async Task From_now_on_means_after_the_last_version_of_this_moment()
    {
        using var service = new ScriptedService(Answers("""{"conversation":"c","version":41,"live":null,"lastEnd":null}"""), Nobody(), Stream(Event(42)), End);
        Assert.Equal([42], await Read(service, after: null));
        Assert.Equal([null, "41", "41", "42"], service.Asked.Select(asked => asked.LastEventId));
    }

    [Fact]
    public async Task A_session_is_followed_to_its_end()
    {
        const string end = """{"sessionId":"019ac0de-0000-7000-8000-000000000001","reason":"requested","error":null,"closeCode":null,"closeReason":null,"totals":{},"totalsComplete":true}""";
        using var service = new ScriptedService(Silent(Event(1), Event(2, "session_ended", end)));
        var session = service.Client().Session("c", new Guid("019ac0de-0000-7000-8000-000000000001"));
        var events = await session.FollowAsync().ToListAsync();
        Assert.Equal(EndReason.Requested, Assert.IsType<SessionEnded>(events[^1].Data).Reason);
        Assert.Equal(2, events.Count);
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        using var service = new ScriptedService(Silent(Event(1)));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in service.Client().FollowAsync("c", ct: stop.Token)) await stop.CancelAsync();
        });
    }

    [Fact]
    public async Task What_a_newer_service_writes_is_kept_as_it_is()
    {
        using var service = new ScriptedService(Stream(Event(1, "from_the_future", """{"a":1}"""), Event(2, "session_ended", """{"reason":7}"""),
            Event(3, "transcript_delta", """{"itemId":"i","role":"user","text":"hi","sessionId":"019ac0de-0000-7000-8000-000000000001","new":{}}""")), End);
        var events = new List<RealtimeEvent>();
        await Assert.ThrowsAsync<ProblemException>(async () =>
        {
            await foreach (var e in service.Client().FollowAsync("c")) events.Add(e);
        });
        Assert.Equal(1, Assert.IsType<UnknownEvent>(events[0].Data).Json.GetProperty("a").GetInt32());
        Assert.IsType<UnknownEvent>(events[1].Data);
        Assert.Equal((3L, 103L, "transcript_delta"), (events[2].Version, events[2].Sequence, events[2].Type));
        Assert.Equal("hi", Assert.IsType<TranscriptDelta>(events[2].Data).Text);
    }

    static async Task<List<long>> Read(ScriptedService service, RealtimeClientOptions? options = null, long? after = 0)
    {
        var versions = new List<long>();
        await Assert.ThrowsAsync<ProblemException>(async () =>
        {
            await foreach (var e in service.Client(options).FollowAsync("c", after)) versions.Add(e.Version);
        });
        return versions;
    }
}
