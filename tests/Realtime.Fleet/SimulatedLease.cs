using Realtime.Worker.Leases;

namespace Realtime.Fleet;

/// <summary>Renews the lease of a worker, as WorkerLease does, by <see cref="LeaseRules"/> and <see cref="LeaseWitnesses"/>.</summary>
sealed class SimulatedLease(SimulatedWorker worker)
{
    TaskCompletionSource hurry = new();
    TimeSpan? renewed;
    string? givenUp;
    TimeSpan? reprieve;
    Task<TimeSpan>? asking;

    Fleet Fleet => worker.Fleet;
    TimeSpan Length => worker.Options.Lease;

    public bool IsHeld { get; private set; }

    /// <summary>The number of living workers as of the last renewal.</summary>
    public int Workers { get; private set; } = worker.Fleet.Options.Workers;

    public TimeSpan? Left => renewed is { } at ? at + Length - Fleet.Time.Now : null;

    TimeSpan? Safe => Left is { } left ? TimeSpan.FromTicks(Math.Max(left.Ticks, Reprieve?.Ticks ?? 0)) : null;

    TimeSpan? Reprieve => reprieve is { } until ? until - Fleet.Time.Now : null;

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
            var outage = Left is { } left && -left > worker.Journal.Outage ? -left : worker.Journal.Outage;
            if (outage > limit)
            {
                foreach (var conversation in worker.Sessions.Where(IsEnded).ToList())
                {
                    Fleet.Disturbed(conversation, worker.Find(conversation)!.Session, Fleet.StoreIsBackAt);
                    worker.Stop.End(conversation, Fleet.LogUnavailable);
                }
            }

            bool IsEnded(int conversation) => OutageLimit.Ends(Fleet.Time.Now - worker.Find(conversation)!.Since, outage, limit);

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
        (renewed, asking, reprieve, IsHeld) = (asked.At, null, null, true);
    }

    Task<bool> Write()
    {
        var within = IsHeld ? LeaseRules.Within(Safe, Length) : LeaseRules.Patience(Length);
        return Answer(Fleet.Store.Ask(worker.Link, StoreStatement.Renew, StoreCosts.Workers(Fleet.Rows.Count), () =>
        {
            if (givenUp is { } former) Fleet.Rows.Expire(former);
            givenUp = null;
            Workers = Fleet.Rows.All.Count(Fleet.Rows.IsAlive);
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
        if (Left is null) return;
        if (asking is { IsCompleted: true }) await Hear(TimeSpan.Zero);
        if (asking is null && LeaseRules.MustAsk(Reprieve, Length)) asking = Ask();
        if (!IsEnding) return;
        if (asking is not null) await Hear(reprieve is null ? LeaseRules.WitnessPatience(Length) : LeaseRules.LastAnswers(Length));
        if (IsEnding) Drop();
    }

    bool IsEnding => Safe is { } safe && LeaseRules.IsEnding(safe, Length);

    async Task Hear(TimeSpan patience)
    {
        var answers = asking!;
        if (await Fleet.Time.IsDone(answers, patience)) (reprieve, asking) = (await answers, null);
        worker.Link.MustRun();
    }

    async Task<TimeSpan> Ask()
    {
        var asked = Fleet.Time.Now;
        return asked + LeaseWitnesses.NobodyJudgesFor(await Fleet.Network.Witnesses(worker), Length);
    }

    void Drop()
    {
        (IsHeld, renewed, asking, reprieve) = (false, null, null, null);
        givenUp ??= worker.Id;
        Fleet.Outcome.LeasesLost++;
        worker.DropAll();
    }
}
