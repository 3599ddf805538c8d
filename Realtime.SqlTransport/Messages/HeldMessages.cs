using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>
/// The messages that this bus has locked. The engine fetches ahead, and drops the messages that it has not begun when it stops.
/// Giving them back lets another receiver take them at once, rather than when their locks expire.
/// </summary>
sealed class HeldMessages
{
    readonly ConcurrentDictionary<long, Guid> locks = new();

    public void Add(SqlTransportMessage message)
    {
        if (message.LockId is { } lockId)
            locks[message.MessageDeliveryId] = lockId;
    }

    public void Remove(long id, Guid lockId) => locks.TryRemove(new(id, lockId));

    public async Task GiveBackAsync(TransportDatabase database, MessageStatements statements)
    {
        var held = locks.ToArray();
        if (held.Length == 0)
            return;
        try
        {
            await database.IdsAsync(
                statements.GiveBack,
                row =>
                {
                    row.AddValue(held.Select(pair => pair.Key).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
                    row.AddValue(held.Select(pair => pair.Value).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
                },
                CancellationToken.None);
        }
        catch (NpgsqlException failure)
        {
            LogContext.Warning?.Log(failure, "Could not unlock {Count} messages. They are delivered again when their locks expire",
                held.Length);
        }
    }
}
