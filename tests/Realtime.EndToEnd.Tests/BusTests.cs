using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>
/// Offers and bus messages only wake workers. A lost, repeated, reordered or invented message costs time and changes nothing else.
/// </summary>
public sealed class BusTests(ITestOutputHelper output) : StackTests(output)
{
    /// <summary>No API reaches the worker at this address, so that offers fail.</summary>
    internal static readonly KeyValuePair<string, string> OutOfReach = new("Realtime__Worker__Address", "http://127.0.0.1:1");

    [Fact]
    public async Task A_worker_that_is_not_reached_by_an_offer_is_woken_over_the_bus()
    {
        var begun = TimeProvider.System.GetUtcNow();
        var stack = await StartStack(new StackSettings
        {
            Worker = new Dictionary<string, string>([OutOfReach, new("Realtime__Worker__SweepMilliseconds", "60000")]),
        });
        var session = await (await stack.Client.NewConversation().Start()).Started();
        var claimed = (await session.Conversation.Events()).Single(e => e.Type == "session_claimed");
        Assert.True(claimed.At < begun.AddSeconds(60), $"The first sweep may have found the session: it was claimed at {claimed.At:O}.");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_sweep_finds_a_start_without_an_offer_and_without_a_message()
    {
        var stack = await StartStack(new StackSettings { OwnBus = true, Worker = new Dictionary<string, string>([OutOfReach]) });
        await stack.Bus.TakeAway();
        var session = await (await stack.Client.NewConversation().Start()).Started();
        await session.Text("no bus needed");
        await using var follower = session.Conversation.Follow();
        await follower.Until("response_done");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await stack.Bus.GiveBack();
    }

    [Fact]
    public async Task Without_the_bus_every_service_goes_on_and_reconnects_to_it_later()
    {
        var stack = await StartStack(new StackSettings { OwnBus = true, Workers = 2 });
        var before = (await stack.StartSessions(1))[0];
        await stack.Bus.TakeAway();
        var meanwhile = await stack.StartSessions(4);
        await before.Text("still here?");
        foreach (var service in stack.Workers.Append(stack.Api)) Assert.NotEqual("Unhealthy", await service.Health());

        await stack.Bus.GiveBack();
        await Patience.Until(async () => (await Task.WhenAll(stack.Workers.Append(stack.Api).Select(s => s.Health("bus"))))
            .All(s => s == "Healthy"), "the bus healthy again");
        var after = await stack.StartSessions(4);
        foreach (var session in meanwhile.Concat(after).Append(before))
        {
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
            Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
        }
    }

    [Fact]
    public async Task Repeated_late_and_reordered_messages_change_nothing()
    {
        var stack = await StartStack(new StackSettings { Workers = 2 });
        await using var sender = await BusSender.Start(stack);
        var ended = await stack.StartSessions(3);
        foreach (var session in ended) (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        var live = await stack.StartSessions(3);
        var refused = await stack.Client.NewConversation().StartWithFault("refuse-500");

        var known = ended.Concat(live).Append(refused).Select(session => (Conversation: session.Conversation.Id, session.Id)).ToList();
        var madeUp = known.Select(k => (k.Conversation, Id: Guid.CreateVersion7()))
            .Append((Conversation: "never-was", Id: Guid.CreateVersion7()));
        var messages = known.Concat(madeUp).SelectMany(message => Enumerable.Repeat(message, 20)).ToArray();
        new Random(20).Shuffle(messages);
        var starting = stack.StartSessions(6);
        await Task.WhenAll(messages.Select(message => sender.Announce(message.Conversation, message.Id)));

        foreach (var session in live.Concat(await starting))
        {
            await sender.Announce(session.Conversation.Id, session.Id);
            await session.Text("still the only one?");
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        }

        foreach (var session in ended.Concat(live).Concat(await starting))
            Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
        Assert.Equal("requested, claimed, ended(start_failed, upstream_unavailable)", (await refused.Ended()).Story());
        (await stack.Client.Get("/conversations/never-was")).MustBe(HttpStatusCode.NotFound);
    }
}
