using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.EventLog.Claims;
using Realtime.EventLog.Isolation;
using Realtime.Sessions;
using Realtime.Worker.Claims;
using Realtime.Worker.Sessions;
using Realtime.Worker.Telemetry;

namespace Realtime.Worker.Leases;

/// <summary>
/// Finds what a lost message or a lost worker left behind. Every worker sweeps: sessions of a worker whose lease expired are taken over or
/// end worker_lost; requested sessions are taken or given up. A failing stage or row does not stop the others.
/// </summary>
sealed partial class Recovery(
    LiveSessionQueries live, LostWorkers lostWorkers, Conversations conversations, SessionClaims claims, ClaimsInDoubt inDoubt,
    ClaimSpread spread, SessionRegistry registry, RowByRow rows,
    DatabaseWatch watch, WorkerLease lease, WorkerIdentity identity, IOptions<WorkerOptions> options, TimeProvider time,
    ILogger<Recovery> logger) : BackgroundService
{
    /// <summary>The wake-up for a session this young may still be on the bus.</summary>
    internal static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(1);

    /// <summary>One in so many sweeps also looks for sessions of workers without a row, and for own sessions that do not run.</summary>
    internal const int OrphanSweeps = 10;

    HashSet<ConversationKey> unknownBefore = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Spreads the sweeps of workers that started together.
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(options.Value.SweepMilliseconds)), time, stoppingToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.SweepMilliseconds), time);
        try
        {
            for (var sweep = 0L; await timer.WaitForNextTickAsync(stoppingToken); sweep++)
            {
                if (lease.Registered.IsCompleted) await Sweep(sweep, stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The worker stops; the other workers' sweeps go on.
        }
    }

    /// <summary>Lost workers come first. While the log is unavailable the sweep stops: every further stage would fail too.</summary>
    async Task Sweep(long sweep, CancellationToken ct)
    {
        (string Name, Func<CancellationToken, Task> Run)[] stages =
        [
            ("lost workers", EndLost), ("claims in doubt", Settle),
            ("unclaimed sessions", TakeUnclaimed), ("sessions that no worker claims", GiveUpUnclaimed),
            ("sessions of workers without a row", EndOrphaned), ("own sessions that do not run", EndUnknown),
        ];
        foreach (var (name, run) in sweep % OrphanSweeps == 0 ? stages : stages[..^2])
        {
            try
            {
                await run(ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(name, e.Message);
                if (!LogFailures.IsAway(e)) continue;
                watch.Interrupted();
                return;
            }
        }
    }

    async Task EndLost(CancellationToken ct)
    {
        if (await lostWorkers.Declare(ct) is not { Length: > 0 } lost) return;
        var sessions = await live.OwnedBy(lost, ct);
        Losses.Others(lost.Length);
        LogLost(string.Join(", ", lost), sessions.Count);
        await Each("end a lost worker's session in", sessions, Lose, ct);
        await lostWorkers.Forget(lost, ct); // a session that could not be ended is found again as one of a worker without a row
    }

    Task Settle(CancellationToken ct) => rows.Each("settle the claim in", inDoubt.All, doubt => doubt.Conversation, async (doubt, token) =>
    {
        await claims.TryAdopt(doubt.Conversation, doubt.SessionId, token);
        inDoubt.Remove(doubt.Conversation, doubt.SessionId);
    }, ct);

    async Task TakeUnclaimed(CancellationToken ct)
    {
        const string what = "take the session that waits in";
        await Each(what, await live.Unclaimed(OnItsWay, rows.Waiting(what), ct),
            (row, token) => spread.TryTake(new ClaimOffer(row.Conversation, row.SessionId), token), ct);
    }

    async Task GiveUpUnclaimed(CancellationToken ct)
    {
        const string what = "give up the session that no worker claims in";
        await Each(what, await live.Unclaimed(TimeSpan.FromSeconds(options.Value.ClaimSeconds), rows.Waiting(what), ct), (row, token) =>
            conversations.Transact(row.Conversation, new GiveUpStart(row.SessionId, Errors.NoWorker), token), ct);
    }

    async Task EndOrphaned(CancellationToken ct)
    {
        if (watch.UntilJudgement == TimeSpan.Zero) await Each("end the orphaned session in", await live.Orphaned(ct), Lose, ct);
    }

    /// <summary>Sessions that this worker owns by the log but does not run. Found twice, they run here, or end if they cannot.</summary>
    async Task EndUnknown(CancellationToken ct)
    {
        var unknown = (await live.OwnedBy([identity.WorkerId], ct))
            .Where(row => row.Id is not { } id || registry.Find(row.Conversation, id) is null).ToList();
        await Each("adopt or end the session in", unknown.Where(row => unknownBefore.Contains(row.Conversation)), Adopt, ct);
        unknownBefore = [.. unknown.Select(row => row.Conversation)];
    }

    async Task Adopt(LiveSessionRow row, CancellationToken ct)
    {
        var isAdopted = false;
        try
        {
            isAdopted = await claims.TryAdopt(row.Conversation, row.SessionId, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !LogFailures.IsAway(e))
        {
            LogNotGoneOn(row.Conversation, e.Message);
        }

        if (!isAdopted) await Lose(row with { Resumes = false }, ct);
    }

    /// <summary>Takes the session over if its start asked for that; otherwise, or if it cannot, ends it.</summary>
    async Task Lose(LiveSessionRow row, CancellationToken ct)
    {
        try
        {
            if (row.Resumes && await spread.TryTake(new ClaimOffer(row.Conversation, row.SessionId, row.Owner), ct)) return;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !LogFailures.IsAway(e))
        {
            LogNotGoneOn(row.Conversation, e.Message);
        }

        await conversations.Transact(row.Conversation, new LoseWorker(row.SessionId, row.Owner), ct);
    }

    Task Each(string what, IEnumerable<LiveSessionRow> found, Func<LiveSessionRow, CancellationToken, Task> act, CancellationToken ct) =>
        rows.Each(what, found, row => row.Conversation, act, ct);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Workers lost: {Workers}; their {Sessions} sessions are taken over or end worker_lost")]
    partial void LogLost(string workers, int sessions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not continue the session in {Conversation}; it ends worker_lost: {Reason}")]
    partial void LogNotGoneOn(string conversation, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recovery of {Stage} failed; the next sweep tries again: {Reason}")]
    partial void LogFailed(string stage, string reason);
}
