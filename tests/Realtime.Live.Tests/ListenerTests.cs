using Realtime.Testing.Client;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

[Collection(LiveServices.Name)]
public sealed class ListenerTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Fact]
    public async Task A_second_socket_gets_the_same_messages_and_cannot_drive()
    {
        await using var driver = await Drive();
        await using var listener = await Attach(driver);
        var heard = listener.Until("response.done");
        do await driver.Say("from the driver");
        while (!heard.IsCompleted); // until it is attached
        await listener.Item("from the listener");
        await listener.Respond();
        await listener.Close();
        await driver.Say("from the driver");

        var upstream = await Upstream.Connection(driver.Session);
        Assert.All(upstream.Texts, text => Assert.Equal("from the driver", text));
        Assert.Equal(upstream.Received["conversation.item.create"], upstream.Received["response.create"]);
        await driver.Close();
        Assert.Equal("requested", (await OverHttp(driver).Ended()).End().Text("reason"));
    }

    /// <summary>Either of the two may reach the worker first.</summary>
    [Fact]
    public async Task The_socket_that_started_a_session_drives_it_even_if_another_attaches_first()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var driver = await Drive();
            await using var other = await Attach(driver);
            await driver.Until("session.created");
            await driver.Say("from the driver");
            await driver.Close();
        }
    }

    [Fact]
    public async Task A_socket_that_only_wants_to_listen_never_drives()
    {
        var session = await (await Api.NewConversation().Start(new { model = "sim", modality = "text" })).Started();
        await using var listener = await Attach(session.Conversation.Id, session.Id, "?drive=false&after=0");
        await listener.Item("hello from the listener");
        await session.Text("hello over HTTP");
        await listener.Until(m => m.Type is "response.output_text.done" or "transcript_completed", "the answer");
        Assert.Equal(["hello over HTTP"], (await Upstream.Connection(session.Id)).Texts);
        await session.TryEnd();
        Assert.Equal(1000, await listener.UntilClosed());
    }

    /// <summary>The new socket of a client that is back may arrive before the worker knows that the old one is lost.</summary>
    [Fact]
    public async Task In_a_session_without_a_live_starter_the_next_socket_drives_when_the_driver_is_lost()
    {
        var session = await (await Api.NewConversation().Start(new { model = "sim", modality = "text" })).Started();
        for (var round = 0; round < 20; round++)
        {
            await using var first = await Attach(session.Conversation.Id, session.Id, "?after=now");
            await first.Say($"first {round}");
            await using var back = await Attach(session.Conversation.Id, session.Id, "?after=now");
            if (round % 2 == 0) first.Abort();
            else await first.Close();
            var answer = back.Until(m => m.Type == "response.output_text.done" && m.Text("text") == $"You said: back {round}", "the answer");
            await SayAgain.Until(answer, async () =>
            {
                await back.Item($"back {round}");
                await back.Respond();
            });
            await back.Close();
        }

        await session.TryEnd();
    }

    [Fact]
    public async Task A_text_over_HTTP_is_an_item_only_while_a_driver_is_attached()
    {
        await using var driver = await Drive();
        await driver.AnswerInText();
        await OverHttp(driver).Text("from elsewhere");
        await driver.Until("conversation.item.done");
        await driver.Respond();
        Assert.Equal("You said: from elsewhere", (await driver.Until("response.output_text.done")).Text("text"));
        await driver.Until("response.done");
        Assert.Equal(1, (await Upstream.Connection(driver.Session)).Received["response.create"]);
    }

    [Fact]
    public async Task A_session_started_over_HTTP_is_managed_again_when_its_driver_has_left()
    {
        var session = await (await Api.NewConversation().Start(new { model = "sim", modality = "text" })).Started();
        await using var driver = await Attach(session.Conversation.Id, session.Id, "?after=0");
        await driver.Say("from the driver");
        await driver.Close();

        await using var follower = session.Conversation.Follow();
        await follower.Until(e => e.Text("text") == "You said: from the driver", "the answer to the driver");
        await session.Text("over HTTP");
        await follower.Until(e => e.Text("text") == "You said: over HTTP", "the answer to HTTP");
        await session.TryEnd();
        Assert.Equal("requested", (await session.Ended()).End().Text("reason"));
    }

    [Fact]
    public async Task Lifecycle_messages_are_those_of_the_event_stream_in_its_order()
    {
        await using var driver = await Drive();
        await using var listener = await Attach(driver, "?drive=false");
        await driver.Say("hello");
        await OverHttp(driver).Started();
        await OverHttp(driver).TryEnd();
        Assert.Equal(1000, await driver.UntilClosed());
        Assert.Equal(1000, await listener.UntilClosed());

        var lifecycle = (await OverHttp(driver).Ended())
            .Where(e => e.Type.StartsWith("session_", StringComparison.Ordinal) || e.Type == "end_requested")
                .Select(e => (e.Version, e.Type)).ToList();
        Assert.Equal(["session_requested", "session_claimed", "session_started", "end_requested", "session_ended"],
            lifecycle.Select(e => e.Type));
        Assert.Equal(lifecycle, driver.Envelopes.Select(m => (m.Version, m.Type)));
        Assert.Equal(lifecycle, listener.Envelopes.Select(m => (m.Version, m.Type)));
        Assert.Equal("session_ended", driver.Seen[^1].Type);
    }
}
