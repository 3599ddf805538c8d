using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Every wait is bounded.</summary>
[Collection(QuickServices.Name)]
public sealed class BoundTests(QuickServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_handshake_without_an_answer_is_a_failed_start()
    {
        var session = await Api.NewConversation().StartWithFault("no-handshake");
        Assert.Equal("requested, claimed, ended(start_failed, connect_timeout)", (await session.Ended()).Story());
        await Upstream.Gone(session.Id);
    }

    [Fact]
    public async Task A_half_open_connection_ends_with_an_error()
    {
        var session = await Api.NewConversation().StartWithFault("stall");
        Assert.Equal("requested, claimed, started, ended(error, transport_lost)", (await session.Ended()).Life());
    }

    [Fact]
    public async Task If_upstream_stops_reading_the_session_ends_with_an_error()
    {
        var session = await (await Api.NewConversation().StartWithFault("deaf")).Started();
        for (var i = 0; i < 40 && (await session.TryText(new string('x', 32_000))).Status is HttpStatusCode.Accepted; i++)
        {
        }

        Assert.StartsWith("requested, claimed, started, ended(error, ", (await session.Ended()).Life(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_ends_with_an_error()
    {
        var session = await Api.NewConversation().StartWithFault("oversize:size-1000000");
        Assert.Equal("requested, claimed, started, ended(error, message_too_large)", (await session.Ended()).Life());
    }

    [Fact]
    public async Task If_upstream_never_answers_a_Close_frame_the_connection_is_aborted()
    {
        var session = await (await Api.NewConversation().StartWithFault("no-close")).Started();
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await Upstream.Gone(session.Id);
    }

    /// <summary>
    /// The socket stays open after the end until upstream answers the Close frame. Events that arrive in this time are not recorded.
    /// </summary>
    [Fact]
    public async Task Fifty_events_after_the_end_are_not_recorded()
    {
        var session = await (await Api.NewConversation().StartWithFault("no-close")).Started();
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await Upstream.Break(session.Id, "flood&count=50");
        await Upstream.Gone(session.Id);
        Assert.Contains("flood", (await Upstream.Connection(session.Id)).Faults);
        var events = await session.Conversation.Events();
        Assert.Equal("session_ended", events[^1].Type);
        Assert.DoesNotContain(events, e => e.Type == "item_added");
    }

    [Fact]
    public async Task Input_is_refused_at_once_after_the_end_although_the_socket_is_still_closing()
    {
        var session = await (await Api.NewConversation().StartWithFault("no-close")).Started();
        await session.Speak(Speech.Silence(100));
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        (await session.TryAudio(Speech.Silence(100))).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
        (await session.TryText("too late")).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
    }
}
