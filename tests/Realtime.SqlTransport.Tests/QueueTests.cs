using MassTransit;
using MassTransit.SqlTransport;
using MassTransit.SqlTransport.PostgreSql;
using MassTransit.SqlTransport.Topology;
using Npgsql;
using NpgsqlTypes;

namespace Realtime.SqlTransport.Tests;

/// <summary>Operations that the engine rarely needs. These tests call them directly.</summary>
public sealed class QueueTests(TransportServer server) : IClassFixture<TransportServer>
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly string database = server.NewDatabase();

    [Fact]
    public async Task A_message_delivered_too_often_is_moved_to_the_dead_letters()
    {
        await using var host = await BusHost.Start(database);
        await using var queue = await Declare("orders", most: 2);
        await host.SendTo("orders", new Order(1));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var taken = Assert.Single(await Take(queue));
            await queue.Client.Unlock(taken.LockId!.Value, taken.MessageDeliveryId, TimeSpan.Zero, taken.GetTransportHeaders());
        }
        Assert.Empty(await Take(queue));
        Assert.Equal(1, await queue.Client.DeadLetterQueue("orders", 10));
        Assert.Equal(0, await queue.Client.DeadLetterQueue("orders", 10));
        Assert.Equal(1, await queue.Client.PurgeQueue("orders", CancellationToken.None));
    }

    [Fact]
    public async Task A_lost_lock_changes_no_message()
    {
        await using var host = await BusHost.Start(database);
        await using var queue = await Declare("orders");
        await host.SendTo("orders", new Order(1));
        var lost = Assert.Single(await Take(queue, lockFor: TimeSpan.Zero));
        var held = Assert.Single(await Take(queue));
        Assert.Equal((0, 1), (lost.DeliveryCount, held.DeliveryCount));
        Assert.False(await queue.Client.DeleteMessage(lost.LockId!.Value, lost.MessageDeliveryId));
        Assert.False(await queue.Client.RenewLock(lost.LockId!.Value, lost.MessageDeliveryId, Minute));
        Assert.True(await queue.Client.RenewLock(held.LockId!.Value, held.MessageDeliveryId, Minute));
        Assert.True(await queue.Client.DeleteMessage(held.LockId!.Value, held.MessageDeliveryId));
        Assert.Empty(await Take(queue));
    }

    [Fact]
    public async Task A_stopping_bus_unlocks_at_once_the_messages_that_it_did_not_begin()
    {
        await using var host = await BusHost.Start(database);
        var stopping = await Declare("orders");
        await host.SendTo("orders", new Order(1));
        Assert.Single(await Take(stopping));
        await stopping.DisposeAsync();

        await using var next = await Declare("orders");
        Assert.Equal(0, Assert.Single(await Take(next)).DeliveryCount);
    }

    [Fact]
    public async Task One_message_of_a_partition_is_handled_at_a_time_in_order()
    {
        await using var host = await BusHost.Start(database);
        await using var queue = await Declare("orders");
        var endpoint = await host.Bus.GetSendEndpoint(new Uri("queue:orders"));
        foreach (var (number, key) in new[] { (1, "a"), (2, "a"), (3, "b") })
            await endpoint.Send(new Order(number), message => message.SetPartitionKey(key));

        var first = (await Take(queue, SqlReceiveMode.PartitionedOrdered)).ToList();
        Assert.Equal(["a", "b"], first.Select(message => message.PartitionKey));
        Assert.Empty(await Take(queue, SqlReceiveMode.PartitionedOrdered));
        await queue.Client.DeleteMessage(first[0].LockId!.Value, first[0].MessageDeliveryId);
        Assert.Equal("a", Assert.Single(await Take(queue, SqlReceiveMode.PartitionedOrdered)).PartitionKey);
    }

    [Fact]
    public async Task An_idle_queue_is_deleted_and_declared_again_with_its_subscriptions_when_its_receiver_returns()
    {
        await using var host = await BusHost.Start(database);
        await using var queue = await Declare("sleeper", idle: TimeSpan.Zero);
        var id = await Ask<long>("select id from queue where name = 'sleeper' and kind = 1");
        var topic = new TopicEntity(0, "news");
        await queue.Client.CreateTopic(topic);
        await queue.Client.CreateQueueSubscription(new Subscription(topic, Sleeper(TimeSpan.Zero)));

        await CleanUp();
        Assert.Equal(0L, await Ask<long>("select count(*) from queue where name = 'sleeper'"));
        Assert.Equal(0L, await Ask<long>("select count(*) from queue_subscription"));

        await queue.Client.TouchQueue("sleeper");
        Assert.Equal(id, await Ask<long>("select id from queue where name = 'sleeper' and kind = 1"));
        Assert.Equal(1L, await Ask<long>("select count(*) from queue_subscription"));
    }

    [Fact]
    public async Task An_expired_message_is_deleted_unless_a_receiver_is_handling_it()
    {
        await using var host = await BusHost.Start(database);
        await using var queue = await Declare("orders");
        var endpoint = await host.Bus.GetSendEndpoint(new Uri("queue:orders"));
        await endpoint.Send(new Order(1), message => message.TimeToLive = TimeSpan.FromMilliseconds(1));
        var held = Assert.Single(await Take(queue));
        foreach (var number in Enumerable.Range(2, 300))
            await endpoint.Send(new Order(number), message => message.TimeToLive = TimeSpan.FromMilliseconds(1));
        await host.SendTo("orders", new Order(0));

        await CleanUp();
        Assert.Equal(2L, await Ask<long>("select count(*) from message"));
        Assert.True(await queue.Client.DeleteMessage(held.LockId!.Value, held.MessageDeliveryId));
        Assert.Null(Assert.Single(await Take(queue)).ExpirationTime);
    }

    [Fact]
    public async Task A_dead_letter_expires_even_if_the_message_did_not()
    {
        await using var host = await BusHost.Start(database);
        await using var queue = await Declare("orders", most: 1);
        await host.SendTo("orders", new Order(1));
        await host.SendTo("orders", new Order(2));
        var taken = (await Take(queue)).ToList();
        await queue.Client.MoveMessage(taken[0].LockId!.Value, taken[0].MessageDeliveryId, "orders", SqlQueueType.ErrorQueue,
            taken[0].GetTransportHeaders());
        await queue.Client.Unlock(taken[1].LockId!.Value, taken[1].MessageDeliveryId, TimeSpan.Zero, taken[1].GetTransportHeaders());
        Assert.Equal(1, await queue.Client.DeadLetterQueue("orders", 10));
        Assert.Equal(2L,
            await Ask<long>(
                "select count(*) from message where expires between now() + interval '13 days' and now() + interval '15 days'"));
    }

    static QueueEntity Sleeper(TimeSpan? idle, string name = "sleeper", int? most = null) => new(0, name, idle, most);

    static Task<IEnumerable<SqlTransportMessage>> Take(
        DirectQueue queue, SqlReceiveMode mode = SqlReceiveMode.Normal, TimeSpan? lockFor = null) =>
        queue.Client.ReceiveMessages(queue.Name, mode, 10, 1, lockFor ?? Minute);

    async Task<DirectQueue> Declare(string name, TimeSpan? idle = null, int? most = null)
    {
        var queue = new DirectQueue(new PostgresConnectionContext(PostgresSqlHostSettings.From(Options), CancellationToken.None), name);
        await queue.Client.CreateQueue(Sleeper(idle, name, most));
        return queue;
    }

    SqlTransportOptions Options => new() { ConnectionString = database };

    async Task CleanUp()
    {
        await using var source = NpgsqlDataSource.Create(database);
        await new TransportDatabase(source).IdsAsync(
            new TopologyStatements(TransportSchema.NameFor(null)).CleanUp, row => row.AddValue(1L, NpgsqlDbType.Bigint),
            CancellationToken.None);
    }

    Task<T> Ask<T>(string question) => TransportTables.Ask<T>(database, question);

    sealed record Subscription(Topic Source, Queue Destination) : TopicToQueueSubscription
    {
        public SqlSubscriptionType SubscriptionType => SqlSubscriptionType.All;

        public string? RoutingKey => null;
    }

    sealed class DirectQueue(PostgresConnectionContext connection, string name) : IAsyncDisposable
    {
        public string Name => name;

        public ClientContext Client { get; } = connection.CreateClientContext(CancellationToken.None);

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
