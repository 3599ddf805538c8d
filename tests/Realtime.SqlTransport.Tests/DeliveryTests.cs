using MassTransit;

namespace Realtime.SqlTransport.Tests;

public sealed class DeliveryTests(TransportServer server) : IClassFixture<TransportServer>
{
    readonly string database = server.NewDatabase();
    readonly Inbox inbox = new();
    readonly Inbox other = new();

    [Fact]
    public async Task A_published_message_reaches_every_queue_that_subscribed()
    {
        await using var one = await BusHost.Start(database, OrdersTo("one", inbox));
        await using var two = await BusHost.Start(database, OrdersTo("two", other));
        await one.Bus.Publish(new Order(7));
        Assert.Equal(new Order(7), await inbox.Next());
        Assert.Equal(new Order(7), await other.Next());
    }

    [Fact]
    public async Task A_sent_message_reaches_only_its_queue()
    {
        await using var one = await BusHost.Start(database, OrdersTo("one", inbox));
        await using var two = await BusHost.Start(database, OrdersTo("two", other));
        await two.SendTo("one", new Order(1));
        await two.SendTo("two", new Order(2));
        Assert.Equal(new Order(1), await inbox.Next());
        Assert.Equal(new Order(2), await other.Next());
        Assert.True(inbox.IsEmpty && other.IsEmpty);
    }

    [Fact]
    public async Task Two_hosts_on_one_queue_share_its_messages_and_handle_each_once()
    {
        await using var one = await BusHost.Start(database, OrdersTo("shared", inbox));
        await using var two = await BusHost.Start(database, OrdersTo("shared", inbox));
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), async (number, stop) => await one.Bus.Publish(new Order(number), stop));
        var handled = await inbox.Next(300);
        Assert.Equal(Enumerable.Range(0, 300), handled.Cast<Order>().Select(order => order.Number).Order());
        Assert.True(inbox.IsEmpty);
    }

    [Fact]
    public async Task A_message_waits_for_a_host_that_is_not_running()
    {
        await using (await BusHost.Start(database, OrdersTo("patient", inbox))) { }
        await using (var publisher = await BusHost.Start(database))
            await publisher.Bus.Publish(new Order(1));
        await using var again = await BusHost.Start(database, OrdersTo("patient", inbox));
        Assert.Equal(new Order(1), await inbox.Next());
    }

    [Fact]
    public async Task A_message_published_before_any_queue_subscribed_is_dropped()
    {
        await using (var publisher = await BusHost.Start(database))
            await publisher.Bus.Publish(new Order(1));
        await using var late = await BusHost.Start(database, OrdersTo("late", inbox));
        await late.Bus.Publish(new Order(2));
        Assert.Equal(new Order(2), await inbox.Next());
    }

    [Fact]
    public async Task Every_instance_with_a_temporary_queue_gets_every_message()
    {
        await using var one = await BusHost.Start(database, Temporary(inbox));
        await using var two = await BusHost.Start(database, Temporary(other));
        await using var publisher = await BusHost.Start(database);
        foreach (var number in Enumerable.Range(0, 10))
            await publisher.Bus.Publish(new Order(number));
        Assert.Equal(10, (await inbox.Next(10)).Distinct().Count());
        Assert.Equal(10, (await other.Next(10)).Distinct().Count());

        static Action<ISqlBusFactoryConfigurator> Temporary(Inbox inbox) => bus => bus.ReceiveEndpoint(
            new TemporaryEndpointDefinition("wake"), null,
            (ISqlReceiveEndpointConfigurator endpoint) => endpoint.Handler<Order>(order => inbox.Put(order.Message)));
    }

    [Fact]
    public async Task A_message_wakes_a_receiver_that_would_poll_much_later()
    {
        await using var consumer = await BusHost.Start(database, bus => bus.ReceiveEndpoint("sleepy", endpoint =>
        {
            endpoint.PollingInterval = TimeSpan.FromMinutes(30);
            endpoint.Handler<Order>(order => inbox.Put(order.Message));
        }));
        await using var publisher = await BusHost.Start(database);
        foreach (var number in Enumerable.Range(0, 5))
        {
            await publisher.Bus.Publish(new Order(number));
            Assert.Equal(new Order(number), await inbox.Next());
        }
    }

    [Fact]
    public async Task Identifiers_and_headers_arrive()
    {
        var correlation = Guid.NewGuid();
        await using var host = await BusHost.Start(database, bus => bus.ReceiveEndpoint("seen", endpoint => endpoint.Handler<Order>(order =>
            inbox.Put((order.CorrelationId, order.MessageId, order.Headers.Get<string>("tenant"))))));
        Guid? id = null;
        await host.Bus.Publish(new Order(1), message =>
        {
            message.CorrelationId = correlation;
            message.Headers.Set("tenant", "blue");
            id = message.MessageId;
        });
        Assert.Equal(((Guid?)correlation, id, "blue"), await inbox.Next());
    }

    [Fact]
    public async Task A_request_is_answered()
    {
        await using var server = await BusHost.Start(database, bus => bus.ReceiveEndpoint("answers", endpoint =>
            endpoint.Handler<Question>(question => question.RespondAsync(new Answer(question.Message.Text + "!")))));
        await using var client = await BusHost.Start(database);
        var answer = await client.Bus.Request<Question, Answer>(new Question("well"));
        Assert.Equal(new Answer("well!"), answer.Message);
    }

    static Action<ISqlBusFactoryConfigurator> OrdersTo(string queue, Inbox inbox) =>
        bus => bus.ReceiveEndpoint(queue, endpoint => endpoint.Handler<Order>(order => inbox.Put(order.Message)));
}
