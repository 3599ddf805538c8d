using MassTransit;

namespace Realtime.SqlTransport.Tests;

public sealed class FailureTests(TransportServer server) : IClassFixture<TransportServer>
{
    readonly string database = server.NewDatabase();
    readonly Inbox inbox = new();
    readonly Inbox faults = new();

    [Fact]
    public async Task A_message_that_keeps_failing_is_retried_and_then_becomes_a_fault()
    {
        await using var host = await BusHost.Start(database, bus =>
        {
            bus.UseMessageRetry(retry => retry.Immediate(2));
            Failing(bus);
            Faults(bus);
        });
        await host.Bus.Publish(new Order(1));
        var fault = (Fault<Order>)await faults.Next();
        Assert.Equal(new Order(1), fault.Message);
        Assert.Equal("broken on purpose", fault.Exceptions[0].Message);
        Assert.Equal(3, (await inbox.Next(3)).Count);
        Assert.True(inbox.IsEmpty);
    }

    [Fact]
    public async Task The_next_host_does_not_get_a_message_that_failed_for_good()
    {
        await using (var host = await BusHost.Start(database, bus => { Failing(bus); Faults(bus); }))
        {
            await host.Bus.Publish(new Order(1));
            await faults.Next();
            await inbox.Next();
        }
        await using var next = await BusHost.Start(database, Working);
        await next.SendTo("orders", new Order(2));
        Assert.Equal(new Order(2), await inbox.Next());
        Assert.True(inbox.IsEmpty);
    }

    [Fact]
    public async Task A_message_that_no_consumer_handles_is_moved_to_the_skipped_queue()
    {
        await using (var host = await BusHost.Start(database, Working))
        {
            await host.SendTo("orders", new Refund(1));
            await host.SendTo("orders", new Order(2));
            Assert.Equal(new Order(2), await inbox.Next());
        }
        await using var next = await BusHost.Start(database, bus => bus.ReceiveEndpoint("orders", endpoint =>
            endpoint.Handler<Refund>(refund => inbox.Put(refund.Message))));
        await next.SendTo("orders", new Refund(3));
        Assert.Equal(new Refund(3), await inbox.Next());
    }

    [Fact]
    public async Task A_failed_message_can_be_delivered_again_after_a_while()
    {
        var attempts = 0;
        await using var host = await BusHost.Start(database, bus =>
        {
            bus.UseDelayedRedelivery(again => again.Interval(3, TimeSpan.FromMilliseconds(300)));
            bus.ReceiveEndpoint("orders", endpoint => endpoint.Handler<Order>(order =>
                Interlocked.Increment(ref attempts) < 3 ? throw new InvalidOperationException("not yet") : inbox.Put(order.Message)));
            Faults(bus);
        });
        await host.Bus.Publish(new Order(1));
        Assert.Equal(new Order(1), await inbox.Next());
        Assert.Equal(3, attempts);
        Assert.True(faults.IsEmpty);
    }

    [Fact]
    public async Task If_failed_and_unknown_messages_are_discarded_neither_they_nor_their_faults_remain()
    {
        const int Each = 300;
        await using var host = await BusHost.Start(database, bus => bus.ReceiveEndpoint("orders", endpoint =>
        {
            endpoint.DiscardFaultedMessages();
            endpoint.DiscardSkippedMessages();
            endpoint.Handler<Order>(async order =>
            {
                await inbox.Put(order.Message);
                throw new InvalidOperationException("broken on purpose");
            });
        }));
        foreach (var number in Enumerable.Range(0, Each))
        {
            await host.Bus.Publish(new Order(number));
            await host.SendTo("orders", new Refund(number));
        }

        await inbox.Next(Each);
        await TransportTables.Until(database, "select count(*) = 0 from message");
    }

    // One at a time, so that all earlier messages are done.
    void Working(ISqlBusFactoryConfigurator bus) => bus.ReceiveEndpoint("orders", endpoint =>
    {
        endpoint.PrefetchCount = 1;
        endpoint.Handler<Order>(order => inbox.Put(order.Message));
    });

    void Failing(ISqlBusFactoryConfigurator bus) => bus.ReceiveEndpoint("orders", endpoint => endpoint.Handler<Order>(async order =>
    {
        await inbox.Put(order.Message);
        throw new InvalidOperationException("broken on purpose");
    }));

    void Faults(ISqlBusFactoryConfigurator bus) =>
        bus.ReceiveEndpoint("faults", endpoint => endpoint.Handler<Fault<Order>>(fault => faults.Put(fault.Message)));
}
