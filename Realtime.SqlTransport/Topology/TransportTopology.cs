using System.Collections.Concurrent;
using MassTransit.SqlTransport.Topology;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Declares queues, topics and subscriptions, and remembers those that this bus declared.</summary>
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
            statements.SubscribeQueue, wanted.Source, wanted.Destination.QueueName, wanted.SubscriptionType, wanted.RoutingKey,
            cancellation);
        subscriptions[(wanted.Source.TopicName, wanted.Destination.QueueName, wanted.RoutingKey)] = wanted;
        return id;
    }

    /// <summary>Marks a queue as in use. If it was deleted as idle, for example because its machine slept, it is declared again.</summary>
    public async Task TouchAsync(string queueName, CancellationToken cancellation)
    {
        var touched = await database.IdAsync(statements.TouchQueue, row => row.AddValue(queueName, NpgsqlDbType.Text), cancellation);
        if (touched is not null || !queues.TryGetValue(queueName, out var declared))
            return;
        LogContext.Warning?.Log("Queue {Queue} did not exist any more and was declared again", queueName);
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
        return id ?? throw new SqlTopologyException(
            $"{what} cannot be created: a topic or queue that it joins is not in the transport's database.");
    }
}
