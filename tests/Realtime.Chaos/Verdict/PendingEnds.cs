using Realtime.Chaos.Faults;
using Realtime.Chaos.Watch;

namespace Realtime.Chaos.Verdict;

/// <summary>
/// For sessions whose upstream closed while PostgreSQL was down: how long after the return of PostgreSQL the log has their end, in seconds.
/// </summary>
static class PendingEnds
{
    const int Named = 5;

    public static IReadOnlyList<double> Of(Injured system, WorkerLosses losses)
    {
        var tracks = system.Watch.Tracks.ToDictionary(track => track.Id);
        var waits = new List<(double Seconds, SessionTrack Track, Outage Outage)>();
        foreach (var outage in system.Counts.Outages)
        {
            foreach (var session in outage.Broken)
            {
                if (tracks.GetValueOrDefault(session) is not { Ended: { } ended, Claims: [.., var claim] } track || ended < outage.Back)
                    continue;
                if (claim.At > outage.From) continue; // another worker took the session over
                if (system.Poisoned.Has(session)) continue;
                if (losses.LifeAt(claim.Address, claim.At) is { } owner && !owner.WasHurt(outage.From, ended))
                    waits.Add(((ended - outage.Back).TotalSeconds, track, outage));
            }
        }

        foreach (var (seconds, track, outage) in waits.OrderByDescending(wait => wait.Seconds).Take(Named))
            system.Options.Say(
                $"pending end after {seconds:0.0} s: {track}; PostgreSQL down from {outage.From.TotalSeconds:0.0} to "
                + $"{outage.Back.TotalSeconds:0.0} s");
        return [.. waits.Select(wait => wait.Seconds)];
    }
}
