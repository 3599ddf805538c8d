using System.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Realtime.EventLog.Audit;

/// <summary>
/// Seals the log after the appends, up to the mark of Marten's daemon below which no further event can appear. It reads rows and does not
/// decode events, so it also seals a row that this version cannot read. The node that holds the lock on the progress row seals. The
/// transaction that writes the seals also updates that row.
/// </summary>
public sealed partial class Sealer(NpgsqlDataSource database, SealStore store, TimeProvider time, ILogger<Sealer> logger) : BackgroundService
{
    /// <summary>The name of the progress row, and the name in /health.</summary>
    public const string Name = "Seals";

    internal const string ProgressRow = Name + ":All";
    const int PageSize = 1_000;
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Interval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SealPage(stoppingToken))
                {
                    // More than a page is left.
                }

                pause = Interval;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
                LogFailed(e.Message, pause.TotalSeconds);
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Seals one page; true when more is left.</summary>
    async Task<bool> SealPage(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        if (await Place(connection, transaction, ct) is not var (floor, mark) || mark <= floor) return false;

        var page = await store.Between(floor, mark, PageSize, ct);
        var full = page.Count == PageSize;
        await SealStore.Save(connection, await store.Make(page, ct), ct);
        await using (var move = new NpgsqlCommand(
            $"update mt_event_progression set last_seq_id = $1, last_updated = transaction_timestamp() where name = '{ProgressRow}'", connection, transaction))
        {
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = full ? page[^1].Event.Sequence : mark });
            await move.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return full;
    }

    /// <summary>
    /// Locks the progress row; returns how far the log is sealed and how far it may be sealed. Null while another node seals.
    /// </summary>
    static async Task<(long Floor, long Mark)?> Place(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
             select p.last_seq_id, coalesce((select last_seq_id from mt_event_progression where name = 'HighWaterMark'), 0)
             from mt_event_progression p where p.name = '{ProgressRow}' for update of p skip locked
             """, connection, transaction);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetInt64(0), row.GetInt64(1)) : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not seal the log: {Reason} Trying again in {Seconds} s. The events stay unsealed until then")]
    partial void LogFailed(string reason, double seconds);
}
