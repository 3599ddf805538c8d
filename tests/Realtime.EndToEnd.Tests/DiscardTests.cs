using System.Net.Mime;
using MassTransit;
using Realtime.Testing.Servers;
using Realtime.Testing.Stack;

namespace Realtime.EndToEnd.Tests;

/// <summary>Bus messages only wake workers. Messages that cannot be handled are counted and discarded, however many there are.</summary>
public sealed class DiscardTests
{
    const int Each = 300;

    [Fact]
    public async Task Hundreds_of_failing_unknown_or_unreadable_messages_leave_nothing_behind()
    {
        var database = await SharedServers.NewDatabase();
        await using var bus = await StackBus.Kind(database, StackSettings.Default);
        await using var receiver = await FailingReceiver.Start(database, bus);
        var queue = await receiver.Queue();
        for (var number = 0; number < Each; number++)
        {
            await receiver.Publish(number);
            await queue.Send(new UnknownMessage(number));
            await queue.Send(new FailingMessage(number), message => message.ContentType = new ContentType("application/unheard-of"));
        }

        await receiver.Discarded("failed", 2 * Each);
        await receiver.Discarded("unknown", Each);
        await Patience.Until(async () => await bus.Kept(FailingReceiver.QueueName) == 0, "no message is left in any queue");
    }

    [Fact]
    public async Task Wake_ups_without_a_receiver_expire()
    {
        var database = await SharedServers.NewDatabase();
        await using var bus = await StackBus.Kind(database, StackSettings.Default);
        await (await FailingReceiver.Start(database, bus)).DisposeAsync(); // its queue stays
        await using var publisher = await FailingReceiver.Start(database, bus, receives: false);
        for (var number = 0; number < Each; number++) await publisher.Publish(number);

        Assert.InRange(await bus.Kept(FailingReceiver.QueueName), 1, Each);
        await Patience.Until(async () => await bus.Kept(FailingReceiver.QueueName) == 0, "all have expired");
    }
}
