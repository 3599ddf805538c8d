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
        var (looks, looksFurther) = (SweepRules.Looks(lease.Workers, Random.Shared), sweep % OrphanSweeps == 0);
        (string Name, bool IsDue, Func<CancellationToken, Task> Run)[] stages =
        [
            ("lost workers", true, EndLost), ("claims in doubt", true, Settle),
            ("unclaimed sessions", looks, TakeUnclaimed), ("sessions that no worker claims", looks, GiveUpUnclaimed),
            ("sessions of workers without a row", looks && looksFurther, EndOrphaned),
            ("own sessions that do not run", looksFurther, EndUnknown),
        ];
        foreach (var (name, _, run) in stages.Where(stage => stage.IsDue))
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
        while (await lostWorkers.Declare(ct) is { } lost)
        {
            Losses.Other();
            LogLost(lost);
            await LoseAll(lost, "end a lost worker's session in", () => lostWorkers.Keep(lost, ct), ct);
            await lostWorkers.Forget(lost, ct); // a session that could not be ended is found again as one of a worker without a row
        }
    }

    /// <summary>Page by page, however many sessions the worker owned.</summary>
    async Task LoseAll(string worker, string what, Func<Task> afterPage, CancellationToken ct)
    {
        ConversationKey? last = null;
        while (await live.OwnedBy(worker, last, LossRules.Page, ct) is { Count: > 0 } page)
        {
            await Each(what, page, Lose, ct);
            last = page[^1].Conversation;
            await afterPage();
        }
    }

    Task Settle(CancellationToken ct) => rows.Each("settle the claim in", inDoubt.All, doubt => doubt.Conversation, async (doubt, token) =>
    {
        await claims.TryAdopt(doubt.Conversation, doubt.SessionId, token);
        inDoubt.Remove(doubt.Conversation, doubt.SessionId);
    }, ct);

    async Task TakeUnclaimed(CancellationToken ct)
    {
        const string what = "take the session that waits in";
        await Each(what, await Waiting(OnItsWay, what, ct),
            (row, token) => spread.TryTake(new ClaimOffer(row.Conversation, row.SessionId), token), ct);
    }

    async Task GiveUpUnclaimed(CancellationToken ct)
    {
        const string what = "give up the session that no worker claims in";
        await Each(what, await Waiting(TimeSpan.FromSeconds(options.Value.ClaimSeconds), what, ct), (row, token) =>
            conversations.Transact(row.Conversation, new GiveUpStart(row.SessionId, Errors.NoWorker), token), ct);
    }

    /// <summary>This sweep's share of the sessions that wait. Those at which it failed are skipped, so it reads as many more.</summary>
    async Task<IReadOnlyList<LiveSessionRow>> Waiting(TimeSpan since, string what, CancellationToken ct)
    {
        var (workers, skipped) = (lease.Workers, rows.Waiting(what));
        var found = await live.Unclaimed(since, SweepRules.Read(workers) + skipped, ct);
        return SweepRules.Share(found, workers, skipped, Random.Shared);
    }

    async Task EndOrphaned(CancellationToken ct)
    {
        if (watch.UntilJudgement > TimeSpan.Zero) return;
        foreach (var owner in await live.OwnersWithoutRow(ct))
            await LoseAll(owner, "end the orphaned session in", () => Task.CompletedTask, ct);
    }

    /// <summary>Sessions that this worker owns by the log but does not run. Found twice, they run here, or end if they cannot.</summary>
    async Task EndUnknown(CancellationToken ct)
    {
        var unknown = (await live.OwnedBy(identity.WorkerId, after: null, int.MaxValue, ct))
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
        "Worker lost: {Worker}; its sessions are taken over or end worker_lost")]
    partial void LogLost(string worker);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not continue the session in {Conversation}; it ends worker_lost: {Reason}")]
    partial void LogNotGoneOn(string conversation, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recovery of {Stage} failed; the next sweep tries again: {Reason}")]
    partial void LogFailed(string stage, string reason);
}
