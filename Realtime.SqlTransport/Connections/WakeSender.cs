using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>
/// Notifies other processes that queues have messages. It does so after the commit, in its own transactions, for many queues at once: a
/// transaction that notifies holds a lock of the whole database while it commits, so all commits would wait for each other.
/// </summary>
sealed class WakeSender(NpgsqlDataSource source, string channelName)
{
    const int MostAtOnce = 200; // A notification has at most 8,000 bytes.

    // A lost wake-up costs one polling interval, so a full channel drops it.
    readonly Channel<long> queues = Channel.CreateBounded<long>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Wake(IEnumerable<long> queueIds)
    {
        foreach (var queueId in queueIds)
            queues.Writer.TryWrite(queueId);
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await queues.Reader.WaitToReadAsync(cancellation))
        {
            var ids = new HashSet<long>();
            while (ids.Count < MostAtOnce && queues.Reader.TryRead(out var queueId))
                ids.Add(queueId);
            await NotifyAsync(string.Join(',', ids), cancellation);
        }
    }

    async Task NotifyAsync(string payload, CancellationToken cancellation)
    {
        try
        {
            await using var command = source.CreateCommand("select pg_notify($1, $2)");
            command.Parameters.AddValue(channelName, NpgsqlDbType.Text);
            command.Parameters.AddValue(payload, NpgsqlDbType.Text);
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (NpgsqlException failure)
        {
            LogContext.Debug?.Log(failure, "Could not send wake-ups. Receivers find the messages when they next poll");
        }
    }
}
