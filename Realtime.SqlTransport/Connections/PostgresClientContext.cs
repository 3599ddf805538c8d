using MassTransit.SqlTransport.Topology;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>The operations that MassTransit's SQL transport needs from a database.</summary>
sealed class PostgresClientContext(PostgresConnectionContext connection, CancellationToken cancellation)
    : SqlClientContext(connection, cancellation)
{
    readonly TransportDatabase database = connection.Database;
    readonly MessageStatements messages = connection.Messages;

    public override Task<long> CreateQueue(Queue queue) => connection.Topology.CreateAsync(queue, CancellationToken);

    public override Task<long> CreateTopic(Topic topic) => connection.Topology.CreateAsync(topic, CancellationToken);

    public override Task<long> CreateTopicSubscription(TopicToTopicSubscription subscription) =>
        connection.Topology.SubscribeAsync(subscription, CancellationToken);

    public override Task<long> CreateQueueSubscription(TopicToQueueSubscription subscription) =>
        connection.Topology.SubscribeAsync(subscription, CancellationToken);

    public override Task<long> PurgeQueue(string queueName, CancellationToken cancellationToken) =>
        connection.Topology.PurgeAsync(queueName, cancellationToken);

    public override Task TouchQueue(string queueName) => connection.Topology.TouchAsync(queueName, CancellationToken);

    public override async Task Send<T>(string queueName, SqlMessageSendContext<T> context)
    {
        if (await Put(messages.Send, queueName, context) == 0)
            throw new SqlTopologyException($"There is no queue {queueName}.");
    }

    // Without subscribers the message goes nowhere.
    public override Task Publish<T>(string topicName, SqlMessageSendContext<T> context) => Put(messages.Publish, topicName, context);

    public override async Task<IEnumerable<SqlTransportMessage>> ReceiveMessages(
        string queueName, SqlReceiveMode mode, int messageLimit, int concurrentLimit, TimeSpan lockDuration)
    {
        var fetch = new MessageFetch(messages, mode, queueName, messageLimit, concurrentLimit, lockDuration);
        var fetched = await fetch.RunAsync(database, CancellationToken);
        fetched.ForEach(connection.Held.Add);
        return fetched;
    }

    public override async Task<int?> DeadLetterQueue(string queueName, int messageCount)
    {
        var moved = await database.IdsAsync(
            messages.DeadLetter,
            row =>
            {
                row.AddValue(queueName, NpgsqlDbType.Text);
                row.AddValue(messageCount, NpgsqlDbType.Integer);
                row.AddValue(Defaults.ErrorQueueTimeToLive, NpgsqlDbType.Interval);
            },
            CancellationToken);
        return moved.Count;
    }

    public override async Task<bool> DeleteMessage(Guid lockId, long messageDeliveryId) =>
        await Settle(messages.Delete, lockId, messageDeliveryId) is not null;

    public override async Task<bool> RenewLock(Guid lockId, long messageDeliveryId, TimeSpan duration) =>
        await OnLocked(messages.Renew, lockId, messageDeliveryId, (duration, NpgsqlDbType.Interval)) is not null;

    public override async Task<bool> Unlock(Guid lockId, long messageDeliveryId, TimeSpan delay, SendHeaders sendHeaders)
    {
        var queueId = await Settle(
            messages.Unlock, lockId, messageDeliveryId, (delay, NpgsqlDbType.Interval),
            (OutgoingMessage.Headers(sendHeaders), NpgsqlDbType.Text));
        if (queueId is { } queue && delay <= TimeSpan.Zero)
            connection.Wake([queue]);
        return queueId is not null;
    }

    public override async Task<bool> MoveMessage(
        Guid lockId, long messageDeliveryId, string queueName, SqlQueueType queueType, SendHeaders sendHeaders) =>
        await Settle(
            messages.Move,
            lockId,
            messageDeliveryId,
            (queueName, NpgsqlDbType.Text),
            ((short)queueType, NpgsqlDbType.Smallint),
            (OutgoingMessage.Headers(sendHeaders), NpgsqlDbType.Text),
            (Defaults.ErrorQueueTimeToLive, NpgsqlDbType.Interval)) is not null;

    public override async Task<bool> DeleteScheduledMessage(Guid tokenId, CancellationToken cancellationToken) =>
        await database.IdAsync(messages.DeleteScheduled, row => row.AddValue(tokenId, NpgsqlDbType.Uuid), cancellationToken) is not null;

    async Task<int> Put<T>(string statement, string destination, SqlMessageSendContext<T> context) where T : class
    {
        var queues = await database.IdsAsync(statement, row => OutgoingMessage.Bind(row, destination, context), context.CancellationToken);
        if ((context.Delay ?? TimeSpan.Zero) <= TimeSpan.Zero)
            connection.Wake(queues);
        return queues.Count;
    }

    async Task<long?> Settle(string statement, Guid lockId, long id, params (object? Value, NpgsqlDbType Type)[] more)
    {
        var settled = await OnLocked(statement, lockId, id, more);
        connection.Held.Remove(id, lockId);
        return settled;
    }

    // Statements on a locked message run also while the bus stops; their own timeout bounds them.
    Task<long?> OnLocked(string statement, Guid lockId, long id, params (object? Value, NpgsqlDbType Type)[] more) => database.IdAsync(
        statement,
        row =>
        {
            row.AddValue(id, NpgsqlDbType.Bigint);
            row.AddValue(lockId, NpgsqlDbType.Uuid);
            Array.ForEach(more, each => row.AddValue(each.Value, each.Type));
        },
        CancellationToken.None);
}
