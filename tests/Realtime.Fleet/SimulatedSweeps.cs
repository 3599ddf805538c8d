using Realtime.EventLog.Claims;
using Realtime.Sessions;
using Realtime.Worker.Leases;

namespace Realtime.Fleet;

/// <summary>The sweeps of a worker, as Recovery does them, by <see cref="LossRules"/> and
/// <see cref="SweepRules"/>.</summary>
sealed class SimulatedSweeps(SimulatedWorker worker)
{
    const int Parallel = 8; // of RowByRow
    static readonly TimeSpan RowPatience = TimeSpan.FromSeconds(10);

    HashSet<int> unknownBefore = [];

    Fleet Fleet => worker.Fleet;

    public async Task Run()
    {
        var period = TimeSpan.FromMilliseconds(worker.Options.SweepMilliseconds);
        await worker.Pause(period * worker.Random.NextDouble());
        var due = Fleet.Time.Now;
        // Workers that have run for long do not look for orphans at the same moment.
        for (var sweep = worker.Random.NextInt64(Recovery.OrphanSweeps); ; sweep++)
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
            var (looks, looksFurther) = (SweepRules.Looks(worker.Lease.Workers, worker.Random), sweep % Recovery.OrphanSweeps == 0);
            await EndLost();
            await Settle();
            if (looks) await TakeUnclaimed();
            if (looks) await GiveUpUnclaimed();
            if (looks && looksFurther) await EndOrphaned();
            if (looksFurther) await EndUnknown();
        }
        catch (StoreAwayException)
        {
            worker.Watch.Interrupted();
        }
    }

    async Task EndLost()
    {
        while (await Declare() is { } lost)
        {
            await LoseAll(lost, () => Write(() => Fleet.Rows.Keep(lost)));
            await Write(() => Fleet.Rows.Forget(lost));
        }
    }

    async Task LoseAll(string owner, Func<Task> afterPage)
    {
        var last = -1;
        while (await Owned(owner, last, LossRules.Page) is { Count: > 0 } page)
        {
            await Each(page, Lose);
            last = page[^1].Conversation;
            await afterPage();
        }
    }

    async Task<string?> Declare()
    {
        if (worker.Watch.UntilJudgement > TimeSpan.Zero) return null;
        var asked = Fleet.Time.GetTimestamp();
        var expired = await Fleet.Store.Ask(
            worker.Link, StoreStatement.Expired, StoreCosts.Workers(Fleet.Rows.Count), Fleet.Rows.Expired);
        var taken = LossRules.Taken(expired, worker.Random);
        worker.Watch.Answered(asked);
        if (taken is not { } found || worker.Watch.UntilJudgement > TimeSpan.Zero) return null;
        return await Write(() => Fleet.Rows.Declare(found)) ? found.Id : null;
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
        var owners = await Fleet.Store.Ask(worker.Link, StoreStatement.Orphaned, StoreCosts.Orphaned(Fleet.Log.Owners.Count()),
            () => Fleet.Log.Owners.Where(owner => Fleet.Rows.Find(owner) is null).ToList());
        foreach (var owner in owners) await LoseAll(owner, () => Task.CompletedTask);
    }

    async Task EndUnknown()
    {
        var unknown = (await Owned(worker.Id, -1, int.MaxValue)).Where(row => worker.Find(row.Conversation)?.Session != row.Session).ToList();
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

    Task<List<LiveRow>> Owned(string id, int after, int most)
    {
        var found = Math.Min(most, Fleet.Log.OwnedCount(id));
        return Fleet.Store.Ask(worker.Link, StoreStatement.Owned, StoreCosts.Owned(found),
            () => Fleet.Log.OwnedBy(id).Where(conversation => conversation > after).Take(most).Select(RowOf).ToList());
    }

    async Task<IReadOnlyList<LiveRow>> Unclaimed(TimeSpan since)
    {
        var found = await Fleet.Store.Ask(worker.Link, StoreStatement.Waiting, StoreCosts.Waiting(Fleet.Log.Waiting),
            () => Fleet.Log.Unclaimed(Fleet.Time.Now - since).Take(SweepRules.Read(worker.Lease.Workers)).Select(RowOf).ToList());
        return SweepRules.Share(found, worker.Lease.Workers, skipped: 0, worker.Random);
    }

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
