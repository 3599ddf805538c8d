using Realtime.Sessions;

namespace Realtime.Fleet;

/// <summary>What happened to the sessions of a run.</summary>
sealed class FleetOutcome
{
    readonly List<float> recovered = [], started = [];

    public Dictionary<EndReason, int> Ends { get; } = [];

    /// <summary>The most owners that one session had.</summary>
    public int MostOwners { get; private set; } = 1;

    public int Resumed { get; private set; }

    /// <summary>Sessions that asked for a new owner and ended for want of one, without those that had too many owners.</summary>
    public int FoundNoOwner { get; private set; }

    /// <summary>Sessions that asked for a new owner and had had as many as a session may have.</summary>
    public int OutOfOwners { get; private set; }

    /// <summary>Renewals of leases that were not answered in time, although the store was up.</summary>
    public int LateRenewals { get; set; }

    public int LeasesLost { get; set; }

    /// <summary>Rows of a sweep that took longer than their time.</summary>
    public int SlowRows { get; set; }

    public int MostOffersAtOnce { get; set; }

    public IReadOnlyList<float> RecoverySeconds => recovered;
    public IReadOnlyList<float> StartSeconds => started;

    public void Recovered(TimeSpan took) => recovered.Add((float)took.TotalSeconds);

    public void Started(TimeSpan took) => started.Add((float)took.TotalSeconds);

    public void NotMoved(bool outOfOwners)
    {
        if (outOfOwners) OutOfOwners++;
        else FoundNoOwner++;
    }

    public void Ended(EndReason reason) => Ends[reason] = Ends.GetValueOrDefault(reason) + 1;

    public void Owners(int epoch)
    {
        Resumed++;
        MostOwners = Math.Max(MostOwners, epoch);
    }
}
