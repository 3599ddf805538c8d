using Realtime.Worker.Leases;

namespace Realtime.Fleet;

/// <summary>Renews the lease of a worker, as WorkerLease does, by <see cref="LeaseRules"/> and <see cref="LeaseWitnesses"/>.</summary>
sealed class SimulatedLease(SimulatedWorker worker)
{
    TaskCompletionSource hurry = new();
    TimeSpan? renewed;
    string? givenUp;
    Task<bool>? asking;

    Fleet Fleet => worker.Fleet;
    TimeSpan Length => worker.Options.Lease;

    public bool IsHeld { get; private set; }

    public TimeSpan? Left => renewed is { } at ? at + Length - Fleet.Time.Now : null;

    public void Hurry() => hurry.TrySetResult();

    /// <summary>Takes a lease that is already in the worker's row, at the beginning of the run.</summary>
    public void Begin()
    {
        (renewed, IsHeld) = (Fleet.Time.Now, true);
        Fleet.Rows.Renew(worker, Length);
        worker.Watch.Renewed(Fleet.Time.GetTimestamp());
    }

    public async Task Run()
    {
        if (IsHeld) await worker.Pause(Length / 3 * worker.Random.NextDouble());
        while (true)
        {
            try
            {
                await Hold();
                var pause = LeaseRules.Pause(Length, worker.Random.NextDouble());
                hurry = new TaskCompletionSource();
                await worker.Pause(LeaseRules.ShortestPause);
                await Fleet.Time.IsDone(hurry.Task, pause - LeaseRules.ShortestPause);
                worker.Link.MustRun();
            }
            catch (StoreAwayException)
            {
                worker.Watch.Interrupted();
                await GiveUpIfOthersMayJudge();
                await worker.Pause(LeaseRules.RetryPause);
            }
        }
    }

    /// <summary>Ends the sessions of a worker that has been without the log for too long, as OutageLimit does.</summary>
    public async Task LimitOutages()
    {
        var limit = TimeSpan.FromSeconds(worker.Options.OutageSeconds);
        while (true)
        {
            if (worker.Journal.Outage > limit || Left < -limit)
                foreach (var conversation in worker.Sessions.ToList())
                {
                    Fleet.Disturbed(conversation, Fleet.StoreIsBackAt);
                    worker.Stop.End(conversation, Fleet.LogUnavailable);
                }
            await worker.Pause(OutageLimit.Look);
        }
    }

    async Task Hold()
    {
        var asked = (Stamp: Fleet.Time.GetTimestamp(), At: Fleet.Time.Now);
        if (!await Write())
        {
            Drop();
            asked = (Fleet.Time.GetTimestamp(), Fleet.Time.Now);
            await Write();
        }

        worker.Watch.Renewed(asked.Stamp);
        (renewed, asking, IsHeld) = (asked.At, null, true);
    }

    Task<bool> Write()
    {
        var within = IsHeld ? LeaseRules.Within(Left, Length) : LeaseRules.Patience(Length);
        return Answer(Fleet.Store.Ask(worker.Link, StoreStatement.Renew, StoreCosts.Workers(Fleet.Rows.Count), () =>
        {
            if (givenUp is { } former) Fleet.Rows.Expire(former);
            givenUp = null;
            return Fleet.Rows.Renew(worker, Length);
        }, within), within);
    }

    /// <summary>An answer that comes too late counts as none.</summary>
    async Task<bool> Answer(Task<bool> writing, TimeSpan within)
    {
        if (await Fleet.Time.IsDone(writing, within)) return await writing;
        worker.Link.MustRun();
        Fleet.Outcome.LateRenewals++;
        throw new StoreAwayException();
    }

    async Task GiveUpIfOthersMayJudge()
    {
        if (Left is not { } left) return;
        asking ??= Ask();
        if (!LeaseRules.IsEnding(left) && !asking.IsCompleted) return;
        var mayJudge = await asking;
        worker.Link.MustRun();
        asking = null;
        if (mayJudge && LeaseRules.IsEnding(left)) Drop();
    }

    async Task<bool> Ask()
    {
        var said = await Fleet.Network.Witnesses(worker);
        return LeaseWitnesses.MayJudge(said, LeaseRules.Margin(Length));
    }

    void Drop()
    {
        (IsHeld, renewed) = (false, null);
        givenUp ??= worker.Id;
        Fleet.Outcome.LeasesLost++;
        worker.DropAll();
    }
}
