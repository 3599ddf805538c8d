using System.Collections.Concurrent;
using System.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.EventLog.Isolation;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// Seals the log after the appends, up to the mark of Marten's daemon below which no further event can appear. It reads rows and does not
/// decode events, so it also seals a row that this version cannot read. The node that holds the lock on the progress row seals. The
/// transaction that writes the seals also updates that row. It skips a conversation that cannot be sealed
/// (<see cref="UnsealedConversations"/>).
/// </summary>
public sealed partial class Sealer(
    NpgsqlDataSource database, SealStore store, History history, RowByRow rows, TimeProvider time,
    ILogger<Sealer> logger) : BackgroundService
{
    /// <summary>The name of this work in <see cref="RowByRow"/>.</summary>
    internal const string What = "seal conversation";

    /// <summary>The name of the progress row, and the name in /health.</summary>
    public const string Name = "Seals";

    internal const string ProgressRow = Name + ":All";
    const string Mark = "coalesce((select last_seq_id from mt_event_progression where name = 'HighWaterMark'), 0)";

    const string MoreQuery =
        $"select exists (select from mt_event_progression where name = '{ProgressRow}' and last_seq_id < {Mark})";

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
                if (await HasMore(stoppingToken))
                {
                    while (await SealPage(stoppingToken))
                    {
                        // More than a page is left.
                    }
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

    /// <summary>Whether the log may be sealed further: one short statement, because most polls find nothing.</summary>
    async Task<bool> HasMore(CancellationToken ct)
    {
        await using var command = database.CreateCommand(MoreQuery);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>
    /// Seals one page: all conversations together, or, if that fails, each by itself. True when more is left.
    /// </summary>
    async Task<bool> SealPage(CancellationToken ct)
    {
        try
        {
            return await SealPage(Together, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !LogFailures.IsAway(e))
        {
            LogApart(e.Message);
            return await SealPage(Apart, ct);
        }
    }

    /// <param name="seal">Seals events between two sequences. It returns the sequence that it reached, and whether more is left.</param>
    async Task<bool> SealPage(
        Func<NpgsqlConnection, long, long, CancellationToken, Task<(long Reached, bool More)>> seal, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        if (await Place(connection, transaction, ct) is not var (floor, mark) || mark <= floor) return false;
        var (reached, more) = await seal(connection, floor, mark, ct);
        await using (var move = new NpgsqlCommand(
            $"update mt_event_progression set last_seq_id = $1, last_updated = transaction_timestamp() where name = '{ProgressRow}'",
            connection, transaction))
        {
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = reached });
            await move.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return more;
    }

    async Task<(long Reached, bool More)> Together(NpgsqlConnection connection, long floor, long mark, CancellationToken ct)
    {
        var (events, more) = await store.Between(floor, mark, PageSize, ct);
        await SealStore.Save(connection, await store.Make(events, ct), ct);
        return (more ? events[^1].Event.Sequence : mark, more);
    }

    async Task<(long Reached, bool More)> Apart(NpgsqlConnection connection, long floor, long mark, CancellationToken ct)
    {
        var (conversations, reached) = await store.ConversationsBetween(floor, mark, PageSize, ct);
        var done = new ConcurrentBag<string>();
        await rows.Each(What, conversations, conversation => conversation, async (conversation, inTime) =>
        {
            await store.SealAll(ConversationKey.Parse(conversation), history, inTime);
            done.Add(conversation);
        }, ct);
        await UnsealedConversations.Add(connection, conversations.Except(done), ct);
        return (reached, reached < mark);
    }

    /// <summary>
    /// Locks the progress row; returns how far the log is sealed and how far it may be sealed. Null while another node seals.
    /// </summary>
    static async Task<(long Floor, long Mark)?> Place(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select p.last_seq_id, {Mark} from mt_event_progression p where p.name = '{ProgressRow}' for update of p skip locked",
            connection, transaction);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetInt64(0), row.GetInt64(1)) : null;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not seal the log: {Reason} Trying again in {Seconds} s. The events stay unsealed until then")]
    partial void LogFailed(string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not seal a page of the log at once. Sealing each of its conversations separately. {Reason}")]
    partial void LogApart(string reason);
}
