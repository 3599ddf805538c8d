using Realtime.EventLog.Claims;
using Realtime.Worker;
using Realtime.Worker.Leases;

namespace Realtime.Fleet;

/// <summary>The calls between workers.</summary>
sealed class PeerNetwork(VirtualTime time)
{
    static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(0.4);

    /// <summary>Calls between workers in each second.</summary>
    public List<int> Calls { get; } = [];

    /// <summary>Offers a session; null if the peer did not answer in time. It may have taken the session nevertheless.</summary>
    public async Task<ClaimReply?> Offer(SimulatedWorker from, SimulatedWorker to, int conversation, ClaimOffer offer)
    {
        Count(1);
        if (from.Link.IsCut || to.Link.IsCut)
        {
            await from.Pause(WorkerExtensions.OfferPatience);
            return null;
        }

        await from.Pause(OneWay);
        if (!to.Link.IsRunning) return null;
        var taking = to.Claims.Answer(conversation, offer);
        var answered = await time.IsDone(taking, WorkerExtensions.OfferPatience);
        from.Link.MustRun();
        if (!answered || !taking.IsCompletedSuccessfully || to.Link.IsCut || from.Link.IsCut) return null;
        await from.Pause(OneWay);
        return await taking;
    }

    /// <summary>What the other workers say about themselves.</summary>
    public async Task<IReadOnlyList<Testimony>> Witnesses(SimulatedWorker asks)
    {
        var rows = asks.Fleet.Rows;
        var others = rows.All.Where(row => row.Worker != asks && rows.WasAlive(row)).Select(row => row.Worker).ToList();
        Count(others.Count);
        var lease = asks.Options.Lease;
        var answers = asks.Link.IsCut ? 0 : others.Count(other => other.Link is { IsCut: false, IsRunning: true });
        var isSilent = asks.Link.IsCut || others.Any(other => other.Link is { IsCut: true, IsRunning: true });
        await asks.Pause(!isSilent ? OneWay * 2 : answers > 0 ? LeaseRules.LastAnswers(lease) : LeaseRules.WitnessPatience(lease));
        return [.. others.Select(other =>
            !other.Link.IsRunning ? new Testimony(null, IsGone: !asks.Link.IsCut)
            : asks.Link.IsCut || other.Link.IsCut ? new Testimony(null, IsGone: false)
            : new Testimony(new Witness((long)other.Watch.UntilJudgement.TotalMilliseconds), IsGone: false))];
    }

    void Count(int calls)
    {
        while (Calls.Count <= (int)time.Now.TotalSeconds) Calls.Add(0);
        Calls[(int)time.Now.TotalSeconds] += calls;
    }
}
