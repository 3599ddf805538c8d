using Realtime.Chaos.Faults;
using Realtime.Chaos.Stack;
using Realtime.Chaos.Watch;

namespace Realtime.Chaos.Verdict;

/// <summary>
/// How long the sessions of lost workers waited, and whether a session was declared lost although no fault hit its worker.
/// </summary>
sealed class WorkerLosses(Injured system)
{
    /// <summary>A pause may explain a loss for this long after it.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(20);

    readonly IReadOnlyList<SlotProcess> lives = [.. system.Stack.Workers.SelectMany(slot => slot.Processes)];
    readonly IReadOnlyCollection<Outage> outages = system.Counts.Outages;

    /// <summary>From each kill until the end of each session that the worker owned and no other worker took over.</summary>
    public Waits Ends() => Of((track, kill) => Next(track, kill) is null && track.Reason == "worker_lost" ? track.Ended : null);

    /// <summary>
    /// From each kill until a client reads that the session resumed at another worker. Leaves out sessions whose new worker was hurt before
    /// it could resume them.
    /// </summary>
    public Waits Resumptions(ILookup<Guid, TimeSpan> seen) => Of((track, kill) =>
    {
        if (Next(track, kill) is not { } next || LifeAt(next.Address, next.At) is not { } taker) return null;
        var resumed = seen[track.Id].Where(at => at > kill).Select(at => (TimeSpan?)at).FirstOrDefault();
        return resumed is null || taker.WasHurt(next.At, resumed.Value)
            || track.Claims.Any(claim => claim.At > next.At && claim.At < resumed) ? null : resumed;
    });

    /// <summary>Sessions that ended worker_lost although no fault hit their owner.</summary>
    public IEnumerable<string> OfTheLiving()
    {
        foreach (var track in system.Watch.Tracks.Where(track => track.Reason == "worker_lost" && !system.Poisoned.Has(track.Id)))
        {
            if (track.Claims is not [.., var last]) continue;
            if (LifeAt(last.Address, last.At) is { } owner && !owner.WasHurt(track.Ended!.Value - Aftermath, track.Ended.Value))
                yield return $"Session {track.Id} in {track.Conversation} ended worker_lost at {track.Ended.Value.TotalSeconds:0.0} s, "
                    + $"although no fault hit {owner.Name} at {owner.Address}.";
        }
    }

    Waits Of(Func<SessionTrack, TimeSpan, TimeSpan?> over)
    {
        List<double> plain = [], withOutage = [];
        foreach (var life in lives.Where(life => life.Killed is not null))
        {
            var kill = life.Killed!.Value;
            foreach (var track in system.Watch.Tracks.Where(track => !system.Poisoned.Has(track.Id)
                && track.OwnerAt(kill) == life.Address.ToString().TrimEnd('/')))
            {
                if (over(track, kill) is { } at) (IsNearOutage(kill) ? withOutage : plain).Add((at - kill).TotalSeconds);
            }
        }

        return new Waits(plain, withOutage);
    }

    static (TimeSpan At, string Address)? Next(SessionTrack track, TimeSpan kill) =>
        track.Claims.Where(claim => claim.At > kill).Select(claim => ((TimeSpan, string)?)claim).FirstOrDefault();

    /// <summary>For one lease after an outage recovery declares no worker lost.</summary>
    bool IsNearOutage(TimeSpan kill)
    {
        var lease = TimeSpan.FromSeconds(system.Options.LeaseSeconds);
        return outages.Any(outage => outage.From <= kill + lease + TimeSpan.FromSeconds(2)
            && outage.Back + lease + TimeSpan.FromSeconds(1) >= kill);
    }

    public SlotProcess? LifeAt(string address, TimeSpan time) =>
        lives.LastOrDefault(life => life.Address.ToString().TrimEnd('/') == address && life.Began <= time + TimeSpan.FromSeconds(5));
}
