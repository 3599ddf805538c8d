using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Claims;
using Realtime.Worker.Journal;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Leases;

/// <summary>
/// Finds what a lost message or a lost worker left behind, in every worker, whoever gets there first: requested sessions are taken or
/// given up; sessions of a worker whose lease ran out are taken over or end worker_lost. After an outage it waits one lease, so that owners renew first.
/// </summary>
sealed partial class Recovery(
    LiveSessionQueries live, Conversations conversations, SessionClaims claims, ClaimSpread spread, SessionRegistry registry, SessionJournal journal, WorkerLease lease,
    WorkerIdentity identity, IOptions<WorkerOptions> options, TimeProvider time, ILogger<Recovery> logger) : BackgroundService
{
    const int Parallel = 8;

    /// <summary>A session this young may still be on its way over the bus.</summary>
    static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(1);

    /// <summary>Every so many sweeps, sessions are looked for that no row leads to.</summary>
    const int OrphanSweeps = 10;

    long answeredSince;
    bool answered;
    HashSet<Guid> unknownBefore = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Workers that were started together do not sweep together.
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(options.Value.SweepMilliseconds)), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.SweepMilliseconds), time);
        for (var sweep = 0L; ; sweep++)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(stoppingToken)) return;
                if (lease.Registered.IsCompleted) await Sweep(sweep, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                answered = false;
                LogFailed(e.Message);
            }

            if (journal.Outage > TimeSpan.FromSeconds(options.Value.OutageSeconds))
                registry.StopAll(new StopCause(new SessionOutcome(EndReason.Error, WorkerErrors.LogUnavailable)));
        }
    }

    async Task Sweep(long sweep, CancellationToken ct)
    {
        await claims.Settle(ct);
        await TakeUnclaimed(ct);
        if (!OutageIsOver()) return;
        var lost = await live.DeclareLost(ct);
        if (lost.Length > 0)
        {
            var sessions = await live.OwnedBy(lost, ct);
            LogLost(string.Join(", ", lost), sessions.Count);
            await Each(sessions, Lose, ct);
            await live.Forget(lost, ct);
        }

        if (sweep % OrphanSweeps == 0)
        {
            await Each(await live.Orphaned(ct), Lose, ct);
            await EndUnknown(ct);
        }
    }

    /// <summary>One full lease of answers from the database: every owner that lives has renewed by then.</summary>
    bool OutageIsOver()
    {
        if (!answered)
        {
            answered = true;
            answeredSince = time.GetTimestamp();
        }

        return time.GetElapsedTime(answeredSince) >= TimeSpan.FromSeconds(options.Value.LeaseSeconds);
    }

    async Task TakeUnclaimed(CancellationToken ct)
    {
        var waiting = await live.Unclaimed(OnItsWay, ct);
        if (waiting.Count == 0) return;
        await Each(waiting, (row, token) => spread.TryTake(new ClaimOffer(row.Conversation, row.SessionId), token), ct);
        await Each(await live.Unclaimed(TimeSpan.FromSeconds(options.Value.ClaimSeconds), ct), (row, token) =>
            conversations.Transact(row.Conversation, new GiveUpStart(row.SessionId, Errors.NoWorker), token), ct);
    }

    /// <summary>Sessions that are this worker's by the log, but nobody lives them. Seen twice, they are lived, or ended where that cannot be.</summary>
    async Task EndUnknown(CancellationToken ct)
    {
        var unknown = (await live.OwnedBy([identity.WorkerId], ct)).Where(row => registry.Find(row.SessionId) is null).ToList();
        await Each(unknown.Where(row => unknownBefore.Contains(row.SessionId)), Adopt, ct);
        unknownBefore = [.. unknown.Select(row => row.SessionId)];
    }

    async Task Adopt(LiveRow row, CancellationToken ct)
    {
        if (!await claims.TryAdopt(row.Conversation, row.SessionId, ct)) await Lose(row, ct);
    }

    /// <summary>Takes the session over where its start asked for that; else, or where it cannot be, ends it.</summary>
    async Task Lose(LiveRow row, CancellationToken ct)
    {
        if (row.Resumes && await spread.TryTake(new ClaimOffer(row.Conversation, row.SessionId, row.Owner), ct)) return;
        await conversations.Transact(row.Conversation, new LoseWorker(row.SessionId, row.Owner), ct);
    }

    static Task Each(IEnumerable<LiveRow> rows, Func<LiveRow, CancellationToken, Task> act, CancellationToken ct) =>
        System.Threading.Tasks.Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct },
            async (row, token) => await act(row, token));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost: {Workers}; their {Sessions} sessions are ended")]
    partial void LogLost(string workers, int sessions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep failed; the next one tries again: {Reason}")]
    partial void LogFailed(string reason);
}
