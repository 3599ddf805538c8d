using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Every wait has an end.</summary>
[Collection(QuickServices.Name)]
public sealed class BoundTests(QuickServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_handshake_that_is_never_answered_is_a_failed_start()
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
    public async Task An_upstream_that_takes_nothing_more_ends_with_an_error()
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
    public async Task An_upstream_that_never_answers_a_close_is_dropped()
    {
        var session = await (await Api.NewConversation().StartWithFault("no-close")).Started();
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await Upstream.Gone(session.Id);
    }

    /// <summary>The socket outlives the end while upstream does not answer the Close: what it says then is nobody's.</summary>
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
    public async Task Input_is_refused_at_once_when_the_session_has_ended_though_its_socket_still_closes()
    {
        var session = await (await Api.NewConversation().StartWithFault("no-close")).Started();
        await session.Speak(Speech.Silence(100));
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        (await session.TryAudio(Speech.Silence(100))).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
        (await session.TryText("too late")).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
    }
}
