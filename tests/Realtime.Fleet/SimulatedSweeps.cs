using Realtime.Sessions;
using Realtime.Worker.Claims;
using Realtime.Worker.Leases;

namespace Realtime.Fleet;

/// <summary>The sweeps of a worker, as Recovery does them, by <see cref="LossRules"/>.</summary>
sealed class SimulatedSweeps(SimulatedWorker worker)
{
    const int Parallel = 8; // of RowByRow
    const int Page = 500; // of LiveSessionQueries
    static readonly TimeSpan RowPatience = TimeSpan.FromSeconds(10);

    HashSet<int> unknownBefore = [];

    Fleet Fleet => worker.Fleet;

    public async Task Run()
    {
        var period = TimeSpan.FromMilliseconds(worker.Options.SweepMilliseconds);
        await worker.Pause(period * worker.Random.NextDouble());
        var due = Fleet.Time.Now;
        for (var sweep = 0L; ; sweep++)
        {
            due += period;
            if (due > Fleet.Time.Now) await worker.Pause(due - Fleet.Time.Now);
            else due = Fleet.Time.Now;
            if (worker.Lease.IsHeld) await Sweep(sweep);
        }
    }

    async Task Sweep(long sweep)
    {
        try
        {
            await EndLost();
            await Settle();
            await TakeUnclaimed();
            await GiveUpUnclaimed();
            if (sweep % Recovery.OrphanSweeps != 0) return;
            await EndOrphaned();
            await EndUnknown();
        }
        catch (StoreAwayException)
        {
            worker.Watch.Interrupted();
        }
    }

    async Task EndLost()
    {
        if (await Declare() is not { Length: > 0 } lost) return;
        await Each(await Owned(lost), Lose);
        await Write(() => Fleet.Forget(lost));
    }

    async Task<string[]> Declare()
    {
        if (worker.Watch.UntilJudgement > TimeSpan.Zero) return [];
        var asked = Fleet.Time.GetTimestamp();
        var expired = await Fleet.Store.Ask(
            worker.Link, StoreStatement.Expired, StoreCosts.Workers(Fleet.Rows.Count), Fleet.Rows.Expired);
        var taken = LossRules.Taken(expired);
        worker.Watch.Answered(asked);
        if (taken.Count == 0 || worker.Watch.UntilJudgement > TimeSpan.Zero) return [];
        return await Write(() => Fleet.Rows.Declare(taken));
    }

    Task Settle() => Each(worker.Claims.InDoubt.ToList(), async doubt =>
    {
        await worker.Claims.TryAdopt(doubt.Conversation, doubt.Session);
        worker.Claims.InDoubt.Remove(doubt);
    });

    async Task TakeUnclaimed() => await Each(await Unclaimed(Recovery.OnItsWay),
        row => worker.Claims.TryTake(row.Conversation, new ClaimOffer(Fleet.Any, row.Session)));

    async Task GiveUpUnclaimed() => await Each(await Unclaimed(TimeSpan.FromSeconds(worker.Options.ClaimSeconds)),
        row => Fleet.Transactions.Transact(worker.Link, row.Conversation, new GiveUpStart(row.Session, Errors.NoWorker)));

    async Task EndOrphaned()
    {
        if (worker.Watch.UntilJudgement > TimeSpan.Zero) return;
        var found = await Fleet.Store.Ask(worker.Link, StoreStatement.Orphaned, StoreCosts.Orphaned(Fleet.Log.Live, 0),
            () => Fleet.Log.Owners.Where(owner => Fleet.Rows.Find(owner) is null).SelectMany(Fleet.Log.OwnedBy).Select(RowOf).ToList());
        await Each(found, Lose);
    }

    async Task EndUnknown()
    {
        var unknown = (await Owned([worker.Id])).Where(row => worker.Find(row.Conversation)?.Session != row.Session).ToList();
        await Each(unknown.Where(row => unknownBefore.Contains(row.Conversation)).ToList(), async row =>
        {
            if (!await worker.Claims.TryAdopt(row.Conversation, row.Session)) await Lose(row with { Resumes = false });
        });
        unknownBefore = [.. unknown.Select(row => row.Conversation)];
    }

    /// <summary>Takes the session over if its start asked for that; otherwise, or if it cannot, ends it.</summary>
    async Task Lose(LiveRow row)
    {
        if (row.Resumes && await worker.Claims.TryTake(row.Conversation, new ClaimOffer(Fleet.Any, row.Session, row.Owner))) return;
        await Fleet.Transactions.Transact(worker.Link, row.Conversation, new LoseWorker(row.Session, row.Owner!));
    }

    Task<List<LiveRow>> Owned(string[] workers)
    {
        var found = workers.Sum(id => Fleet.Log.OwnedBy(id).Count);
        return Fleet.Store.Ask(worker.Link, StoreStatement.Owned, StoreCosts.Owned(Fleet.Log.Live, found),
            () => workers.SelectMany(Fleet.Log.OwnedBy).Select(RowOf).ToList());
    }

    Task<List<LiveRow>> Unclaimed(TimeSpan since) =>
        Fleet.Store.Ask(worker.Link, StoreStatement.Waiting, StoreCosts.Waiting(Fleet.Log.Waiting),
            () => Fleet.Log.Unclaimed(Fleet.Time.Now - since).Take(Page).Select(RowOf).ToList());

    LiveRow RowOf(int conversation)
    {
        var live = Fleet.Log[conversation].Live!;
        return new LiveRow(conversation, live.SessionId, live.Owner?.Token, live.Options.OnWorkerLost is OnWorkerLost.Resume);
    }

    Task<T> Write<T>(Func<T> effect) => Fleet.Store.Ask(worker.Link, StoreStatement.Declare, StoreCosts.Declare, effect);

    /// <summary>A row that takes too long does not hold up the others.</summary>
    Task Each<T>(IReadOnlyList<T> rows, Func<T, Task> act) => Places.Each(rows, Parallel, async row =>
    {
        worker.Link.MustRun();
        var acting = act(row);
        if (await Fleet.Time.IsDone(acting, RowPatience)) await acting;
        else Fleet.Outcome.SlowRows++;
    });
}

/// <summary>A live session as a sweep reads it.</summary>
readonly record struct LiveRow(int Conversation, Guid Session, OwnerToken? Owner, bool Resumes);
