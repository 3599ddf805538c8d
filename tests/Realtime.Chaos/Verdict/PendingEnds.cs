using Realtime.Chaos.Faults;

namespace Realtime.Chaos.Verdict;

/// <summary>Sessions that lost their upstream while PostgreSQL was away: how long after its return their end was on the record, in seconds.</summary>
static class PendingEnds
{
    public static IReadOnlyList<double> Of(Injured system, WorkerLosses losses)
    {
        var tracks = system.Watch.Tracks.ToDictionary(track => track.Id);
        var waits = new List<double>();
        foreach (var outage in system.Counts.Outages)
        {
            foreach (var session in outage.Broken)
            {
                if (tracks.GetValueOrDefault(session) is not { Ended: { } ended, Claims: [.., var claim] } || ended < outage.Back) continue;
                if (losses.LifeAt(claim.Address, claim.At) is { } owner && !owner.WasHurt(outage.From, ended)) waits.Add((ended - outage.Back).TotalSeconds);
            }
        }

        return waits;
    }
}
