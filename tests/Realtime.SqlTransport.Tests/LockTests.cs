using MassTransit;

namespace Realtime.SqlTransport.Tests;

public sealed class LockTests(TransportServer server) : IClassFixture<TransportServer>
{
    static readonly TimeSpan ShortLock = TimeSpan.FromSeconds(2);

    readonly string database = server.NewDatabase();
    readonly Inbox begun = new();
    readonly Inbox done = new();

    [Fact]
    public async Task A_message_handled_for_longer_than_its_lock_stays_with_one_host()
    {
        await using var one = await BusHost.Start(database, Slow);
        await using var two = await BusHost.Start(database, Slow);
        await one.SendTo("orders", new Order(1));
        Assert.Equal(new Order(1), await done.Next());
        await begun.Next();
        Assert.True(begun.IsEmpty);

        void Slow(ISqlBusFactoryConfigurator bus) => Orders(bus, async order =>
        {
            await begun.Put(order.Message);
            await Task.Delay(3 * ShortLock);
            await done.Put(order.Message);
        });
    }

    [Fact]
    public async Task A_stopping_host_finishes_the_message_in_hand()
    {
        var mayFinish = new TaskCompletionSource();
        var host = await BusHost.Start(database, bus => Orders(bus, async order =>
        {
            await begun.Put(order.Message);
            await mayFinish.Task;
            await done.Put(order.Message);
        }));
        await host.SendTo("orders", new Order(1));
        await begun.Next();
        var stopped = host.DisposeAsync();
        mayFinish.SetResult();
        await stopped;
        Assert.Equal(new Order(1), await done.Next());

        await using var next = await BusHost.Start(database, bus => Orders(bus, order => done.Put(order.Message)));
        await next.SendTo("orders", new Order(2));
        Assert.Equal(new Order(2), await done.Next());
    }

    [Fact]
    public async Task A_message_of_a_killed_process_goes_to_another_once_its_lock_expires()
    {
        using var doomed = SecondProcess.Start(typeof(HangingConsumer), database);
        await doomed.Said(HangingConsumer.Listening);
        await using var publisher = await BusHost.Start(database);
        await publisher.SendTo(HangingConsumer.Queue, new Order(1));
        await doomed.Said(HangingConsumer.Begun);

        await using var survivor = await BusHost.Start(database, bus => bus.ReceiveEndpoint(
            HangingConsumer.Queue, endpoint => endpoint.Handler<Order>(order => done.Put(order.Message))));
        await publisher.SendTo(HangingConsumer.Queue, new Order(2));
        Assert.Equal(new Order(2), await done.Next());
        Assert.True(done.IsEmpty); // The first process renews its lock while it runs.

        doomed.Kill();
        Assert.Equal(new Order(1), await done.Next());
    }

    static void Orders(ISqlBusFactoryConfigurator bus, MessageHandler<Order> handle) => bus.ReceiveEndpoint("orders", endpoint =>
    {
        endpoint.LockDuration = ShortLock;
        endpoint.Handler(handle);
    });
}
