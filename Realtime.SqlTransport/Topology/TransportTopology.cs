using System.Collections.Concurrent;
using MassTransit.SqlTransport.Topology;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Queues, topics and subscriptions, and a memory of those that this bus declared.</summary>
sealed class TransportTopology(TransportDatabase database, TopologyStatements statements)
{
    readonly ConcurrentDictionary<string, (Queue Queue, long Id)> queues = new();
    readonly ConcurrentDictionary<(string Topic, string Queue, string? RoutingKey), TopicToQueueSubscription> subscriptions = new();

    public async Task<long> CreateAsync(Queue queue, CancellationToken cancellation, long? formerId = null)
    {
        var id = await RequireAsync(queue.QueueName, statements.CreateQueue, cancellation,
            (queue.QueueName, NpgsqlDbType.Text),
            (queue.AutoDeleteOnIdle, NpgsqlDbType.Interval),
            (queue.MaxDeliveryCount, NpgsqlDbType.Integer),
            (formerId, NpgsqlDbType.Bigint));
        queues[queue.QueueName] = (queue, id);
        return id;
    }

    public Task<long> CreateAsync(Topic topic, CancellationToken cancellation) =>
        RequireAsync(topic.TopicName, statements.CreateTopic, cancellation, (topic.TopicName, NpgsqlDbType.Text));

    public Task<long> SubscribeAsync(TopicToTopicSubscription wanted, CancellationToken cancellation) => SubscribeAsync(
        statements.SubscribeTopic, wanted.Source, wanted.Destination.TopicName, wanted.SubscriptionType, wanted.RoutingKey, cancellation);

    public async Task<long> SubscribeAsync(TopicToQueueSubscription wanted, CancellationToken cancellation)
    {
        var id = await SubscribeAsync(
            statements.SubscribeQueue, wanted.Source, wanted.Destination.QueueName, wanted.SubscriptionType, wanted.RoutingKey, cancellation);
        subscriptions[(wanted.Source.TopicName, wanted.Destination.QueueName, wanted.RoutingKey)] = wanted;
        return id;
    }

    /// <summary>Says that somebody listens. A queue dropped as idle, because its machine slept, comes back as it was.</summary>
    public async Task TouchAsync(string queueName, CancellationToken cancellation)
    {
        var touched = await database.IdAsync(statements.TouchQueue, row => row.AddValue(queueName, NpgsqlDbType.Text), cancellation);
        if (touched is not null || !queues.TryGetValue(queueName, out var declared))
            return;
        LogContext.Warning?.Log("Queue {Queue} was gone and is declared again", queueName);
        await CreateAsync(declared.Queue, cancellation, declared.Id);
        foreach (var subscription in subscriptions.Values.Where(subscription => subscription.Destination.QueueName == queueName))
            await SubscribeAsync(subscription, cancellation);
    }

    public async Task<long> PurgeAsync(string queueName, CancellationToken cancellation) =>
        await database.IdAsync(statements.PurgeQueue, row => row.AddValue(queueName, NpgsqlDbType.Text), cancellation) ?? 0;

    Task<long> SubscribeAsync(
        string statement, Topic source, string destination, SqlSubscriptionType kind, string? routingKey, CancellationToken cancellation) =>
        RequireAsync($"{source.TopicName} → {destination}", statement, cancellation,
            (source.TopicName, NpgsqlDbType.Text),
            (destination, NpgsqlDbType.Text),
            ((short)kind, NpgsqlDbType.Smallint),
            (routingKey ?? "", NpgsqlDbType.Text));

    async Task<long> RequireAsync(
        string what, string statement, CancellationToken cancellation, params (object? Value, NpgsqlDbType Type)[] values)
    {
        var id = await database.IdAsync(statement, row => Array.ForEach(values, each => row.AddValue(each.Value, each.Type)), cancellation);
        return id ?? throw new SqlTopologyException($"{what} cannot be made: what it joins is not in the transport's database.");
    }
}
