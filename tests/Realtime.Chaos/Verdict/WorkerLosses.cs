using Realtime.Chaos.Faults;
using Realtime.Chaos.Stack;
using Realtime.Chaos.Watch;

namespace Realtime.Chaos.Verdict;

/// <summary>How long lost workers' sessions waited, and whether a session was taken from a worker that nothing was done to.</summary>
sealed class WorkerLosses(Injured system)
{
    /// <summary>A pause may be answered so much later, for what it led to takes its time.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(20);

    readonly IReadOnlyList<SlotProcess> lives = [.. system.Stack.Workers.SelectMany(slot => slot.Processes)];
    readonly IReadOnlyCollection<Outage> outages = system.Counts.Outages;

    /// <summary>From each kill to the end of each session that the worker had and nobody took over.</summary>
    public Waits Ends() => Of((track, kill) => Next(track, kill) is null && track.Reason == "worker_lost" ? track.Ended : null);

    /// <summary>From each kill to the moment at which a client sees the session go on elsewhere; only where that worker was not killed in its turn before it came to it.</summary>
    public Waits Resumptions(ILookup<Guid, TimeSpan> seen) => Of((track, kill) =>
    {
        if (Next(track, kill) is not { } next || LifeAt(next.Address, next.At) is not { } taker) return null;
        var resumed = seen[track.Id].Where(at => at > kill).Select(at => (TimeSpan?)at).FirstOrDefault();
        return resumed is null || taker.WasHurt(next.At, resumed.Value) || track.Claims.Any(claim => claim.At > next.At && claim.At < resumed) ? null : resumed;
    });

    /// <summary>Ended worker_lost or taken over, with an owner that nothing was done to.</summary>
    public IEnumerable<string> OfTheLiving()
    {
        foreach (var track in system.Watch.Tracks.Where(track => track.Reason == "worker_lost"))
        {
            if (track.Claims is not [.., var last]) continue;
            if (LifeAt(last.Address, last.At) is { } owner && !owner.WasHurt(track.Ended!.Value - Aftermath, track.Ended.Value))
                yield return $"Session {track.Id} in {track.Conversation} ended worker_lost at {track.Ended.Value.TotalSeconds:0.0} s, though nothing was done to {owner.Name} at {owner.Address}.";
        }
    }

    Waits Of(Func<SessionTrack, TimeSpan, TimeSpan?> over)
    {
        List<double> plain = [], withOutage = [];
        foreach (var life in lives.Where(life => life.Killed is not null))
        {
            var kill = life.Killed!.Value;
            foreach (var track in system.Watch.Tracks.Where(track => track.OwnerAt(kill) == life.Address.ToString().TrimEnd('/')))
            {
                if (over(track, kill) is { } at) (IsNearOutage(kill) ? withOutage : plain).Add((at - kill).TotalSeconds);
            }
        }

        return new Waits(plain, withOutage);
    }

    static (TimeSpan At, string Address)? Next(SessionTrack track, TimeSpan kill) =>
        track.Claims.Where(claim => claim.At > kill).Select(claim => ((TimeSpan, string)?)claim).FirstOrDefault();

    /// <summary>After an outage nobody is judged for one lease.</summary>
    bool IsNearOutage(TimeSpan kill)
    {
        var lease = TimeSpan.FromSeconds(system.Options.LeaseSeconds);
        return outages.Any(outage => outage.From <= kill + lease + TimeSpan.FromSeconds(2) && outage.Back + lease + TimeSpan.FromSeconds(1) >= kill);
    }

    public SlotProcess? LifeAt(string address, TimeSpan time) => lives.LastOrDefault(life => life.Address.ToString().TrimEnd('/') == address && life.Began <= time + TimeSpan.FromSeconds(5));
}
