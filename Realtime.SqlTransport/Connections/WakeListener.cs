using System.Globalization;
using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>
/// Listens on one connection for notifications of other processes' messages. It opens the connection again whenever it breaks.
/// </summary>
sealed class WakeListener(NpgsqlDataSource source, string channelName, QueueSignals signals)
{
    static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(30);
    static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellation);
            }
            catch (NpgsqlException failure)
            {
                LogContext.Warning?.Log(failure, "The connection that listens for messages is lost. Receivers poll until it is open again");
                await Task.Delay(ReconnectPause, cancellation);
            }
        }
    }

    async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, wake) => Hear(wake.Payload);
        await ExecuteAsync(connection, $"listen {TransportSchema.Quoted(channelName)}", cancellation);
        signals.SetAll(); // There may be messages from before the LISTEN.
        while (true)
        {
            // A query finds out whether the connection has died silently.
            if (!await connection.WaitAsync(CheckInterval, cancellation))
                await ExecuteAsync(connection, "select 1", cancellation);
        }
    }

    void Hear(string payload)
    {
        foreach (var id in payload.Split(','))
        {
            if (long.TryParse(id, CultureInfo.InvariantCulture, out var queueId))
                signals.Set(queueId);
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
