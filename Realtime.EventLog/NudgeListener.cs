using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.EventLog.Access;

namespace Realtime.EventLog;

/// <summary>
/// Listens for the nudges and the key changes of all nodes, on its own connection. Without the connection, polling finds both.
/// </summary>
public sealed partial class NudgeListener(NpgsqlDataSource database, Tail tail, KeyChanges keys, TimeProvider time,
    ILogger<NudgeListener> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogLost(e.Message);
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    async Task Listen(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        connection.Notification += (_, nudge) =>
        {
            if (nudge.Channel == KeyRows.Channel)
            {
                keys.Hear();
                return;
            }

            foreach (var (stream, version) in Nudges.Read(nudge.Payload)) tail.Nudge(stream, version);
        };
        await using (var listen = new NpgsqlCommand($"listen {KeyRows.Channel}; listen {Nudges.Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        while (true)
        {
            // A half-open connection would wait for ever. After a quiet time a query finds out.
            if (await connection.WaitAsync(Patience, ct)) continue;
            await using var alive = new NpgsqlCommand("select 1", connection);
            await alive.ExecuteNonQueryAsync(ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The connection that listens for nudges is lost. The tail polls until it is open again. {Reason}")]
    partial void LogLost(string reason);
}
