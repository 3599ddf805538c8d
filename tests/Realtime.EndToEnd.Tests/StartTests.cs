using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>How a session starts or fails to start.</summary>
[Collection(SharedServices.Name)]
public sealed class StartTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Theory]
    [InlineData("refuse-401", "upstream_unauthorized", false)]
    [InlineData("refuse-403", "upstream_unauthorized", false)]
    [InlineData("refuse-404", "upstream_not_found", false)]
    [InlineData("refuse-429", "upstream_rate_limited", true)]
    [InlineData("refuse-500", "upstream_unavailable", true)]
    public async Task A_refused_handshake_is_a_failed_start(string fault, string code, bool retryable)
    {
        var session = await Api.NewConversation().StartWithFault(fault);
        var events = await session.Ended();
        Assert.Equal($"requested, claimed, ended(start_failed, {code})", events.Story());
        var error = events.End().Data.GetProperty("error");
        Assert.Equal(("upstream", retryable), (error.GetProperty("origin").GetString(), error.GetProperty("retryable").GetBoolean()));
    }

    [Fact]
    public async Task After_a_failed_start_the_next_one_works()
    {
        var conversation = Api.NewConversation();
        await (await conversation.StartWithFault("refuse-500")).Ended();
        var session = await (await conversation.Start()).Started();
        await session.Text("still there?");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_start_precedes_all_upstream_events_even_if_upstream_sends_first()
    {
        var session = await Api.NewConversation().StartWithFault("speak-first:count-20");
        await using var follower = session.Conversation.Follow();
        await follower.Until("upstream_configured");
        Assert.Equal(["session_requested", "session_claimed", "session_started"], follower.Seen.Take(3).Select(e => e.Type));
        Assert.Equal(20, follower.Seen.Count(e => e.Type == "item_added"));
        await session.TryEnd();
    }

    [Fact]
    public async Task A_start_needs_no_body()
    {
        var conversation = Api.NewConversation();
        var started = (await Api.Post($"{conversation.Path}/sessions")).MustBe(HttpStatusCode.Accepted).Json;
        Assert.Equal("requested", started.GetProperty("phase").GetString());
        await conversation.Session(started.GetProperty("sessionId").GetGuid()).TryEnd();
    }

    [Fact]
    public async Task Refused_starts_never_affect_the_running_session()
    {
        var conversation = Api.NewConversation();
        var session = await (await conversation.Start()).Started();
        await session.Speak(Speech.Silence(200));
        (await conversation.TryStart()).MustBeRefused(HttpStatusCode.Conflict, "conversation-busy");
        (await conversation.TryStart(new { model = "no such model!", ifActive = "replace" }))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await conversation.TryStart(new { modality = "smell", ifActive = "replace" }))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");

        await session.Speak(Speech.Silence(300));
        await Patience.Until(async () => (await Upstream.Connection(session.Id)).AudioMilliseconds == 500, "500 ms of audio at upstream");
        await session.TryEnd();
        Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
        Assert.Single(await conversation.Events(), e => e.Type == "session_requested");
    }

    [Fact]
    public async Task The_refusal_of_a_busy_conversation_names_its_live_session()
    {
        var conversation = Api.NewConversation();
        var session = await conversation.Start();
        var refused = await conversation.TryStart();
        refused.MustBeRefused(HttpStatusCode.Conflict, "conversation-busy");
        Assert.Equal(session.Id, refused.Json.GetProperty("sessionId").GetGuid());
        await session.TryEnd();
    }

    [Fact]
    public async Task After_ten_rapid_replacing_starts_the_last_is_live_and_each_other_has_ended_once()
    {
        var conversation = Api.NewConversation();
        var sessions = new List<SessionClient>();
        for (var i = 0; i < 10; i++) sessions.Add(await conversation.Start(new { ifActive = "replace" }));
        await sessions[^1].Started();
        Assert.Equal(sessions[^1].Id, (await conversation.State()).GetProperty("live").GetProperty("sessionId").GetGuid());

        var events = await conversation.Events();
        foreach (var (old, next) in sessions.Zip(sessions.Skip(1)))
        {
            Assert.Equal("replaced", events.Single(e => e.SessionId == old.Id && e.Type == "session_ended").Text("reason"));
            var begins = events.Single(e => e.SessionId == next.Id && e.Type == "session_requested");
            Assert.DoesNotContain(events, e => e.SessionId == old.Id && e.Version > begins.Version);
            await Upstream.Gone(old.Id);
        }

        (await sessions[0].TryText("to the old one")).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
        (await sessions[0].TryEnd()).MustBe(HttpStatusCode.OK); // the old one's end, which is not the live one's
        await sessions[^1].Text("to the live one");
        await sessions[^1].TryEnd();
    }

    [Fact]
    public async Task A_replacing_start_that_fails_is_the_end_of_the_new_session()
    {
        var conversation = Api.NewConversation();
        var old = await (await conversation.Start()).Started();
        var replacing = await conversation.Start(new { model = "sim-fault-refuse-404", ifActive = "replace" });
        Assert.Equal("requested, claimed, ended(start_failed, upstream_not_found)", (await replacing.Ended()).Story());
        Assert.Equal("requested, claimed, started, ended(replaced)", (await old.Ended()).Life());
    }
}
