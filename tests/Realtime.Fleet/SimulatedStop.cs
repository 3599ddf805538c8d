using Realtime.EventLog.Claims;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Claims;

namespace Realtime.Fleet;

/// <summary>The orderly stop of a worker: each session finds a new owner, if its start asked for that, or ends.</summary>
sealed class SimulatedStop(SimulatedWorker worker)
{
    /// <summary>The host's time for a stop.</summary>
    static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    readonly Places places = new(worker.Fleet.Time, HandOvers.Parallel);
    TimeSpan handOversUntil;
    Task? refreshing;

    Fleet Fleet => worker.Fleet;

    /// <summary>Completes when the process has exited.</summary>
    public async Task Run()
    {
        var begun = Fleet.Time.Now;
        handOversUntil = begun + TimeSpan.FromSeconds(worker.Options.HandOverSeconds);
        worker.Peers.Forget();
        worker.Drain();
        worker.Disturb(begun);
        foreach (var conversation in worker.Sessions.ToList()) Leave(conversation);
        while (worker.Count > 0 && Fleet.Time.Now - begun < Most) await worker.Pause(TimeSpan.FromMilliseconds(50));
        if (worker.Count == 0)
        {
            try
            {
                await Fleet.Store.Ask(worker.Link, StoreStatement.Declare, StoreCosts.Declare, () =>
                {
                    Fleet.Rows.Remove(worker.Id);
                    return true;
                });
            }
            catch (StoreAwayException)
            {
                // The row expires, and recovery finds no session of it.
            }
        }

        worker.Kill();
    }

    /// <summary>Ends a session that this worker runs.</summary>
    public void End(int conversation, SessionOutcome outcome)
    {
        if (worker.Find(conversation) is not { IsEnding: false } owned) return;
        owned.IsEnding = true;
        worker.Close(conversation);
        worker.Journal.Add(conversation, owned.Session, new End(owned.Session, owned.Owner, outcome, []));
    }

    void Leave(int conversation)
    {
        if (Fleet.Log[conversation].Live?.Options.OnWorkerLost is OnWorkerLost.Resume) Fleet.Time.Spawn(() => HandOver(conversation));
        else End(conversation, StopCause.Shutdown.Outcome!);
    }

    async Task HandOver(int conversation)
    {
        if (worker.Find(conversation) is not { IsEnding: false } owned) return;
        await worker.Pause(TimeSpan.FromMilliseconds(50 * worker.Random.NextDouble())); // its live sockets close
        worker.Close(conversation);
        if (await IsPlaced(conversation, owned)) worker.Remove(conversation, owned.Session);
        else End(conversation, StopCause.Shutdown.Outcome!);
    }

    /// <summary>Offers a session until a peer takes it, for as long as the stop allows.</summary>
    async Task<bool> IsPlaced(int conversation, OwnedNow owned)
    {
        while (true)
        {
            if (!await InTime(places.Take(), orElse: places.Give)) return false;
            try
            {
                var offer = new ClaimOffer(Fleet.Any, owned.Session, owned.Owner);
                var placing = worker.Peers.Place(conversation, offer, _ => true, int.MaxValue);
                if (!await InTime(placing)) return false;
                if (await placing is var answer and not ClaimAnswer.NoRoom) return answer is ClaimAnswer.Taken;
                if (!await worker.Peers.AreThere()) return false;
            }
            catch (StoreAwayException)
            {
                // It is offered again.
            }
            finally
            {
                places.Give();
            }

            if (refreshing is not { IsCompleted: false }) refreshing = Refresh();
            if (!await InTime(refreshing)) return false;
        }
    }

    async Task Refresh()
    {
        await worker.Pause(HandOvers.Pause);
        worker.Peers.Forget();
    }

    /// <summary>Whether it completed before the time for the hand-over was up. What completes later is undone.</summary>
    async Task<bool> InTime(Task task, Action? orElse = null)
    {
        var inTime = await Fleet.Time.IsDone(task, handOversUntil - Fleet.Time.Now);
        worker.Link.MustRun();
        if (!inTime && orElse is not null) _ = Undo();
        return inTime;

        async Task Undo()
        {
            await task;
            orElse();
        }
    }
}
