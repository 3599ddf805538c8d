using Realtime.Sessions;

namespace Realtime.Fleet;

/// <summary>Runs a scenario to its end, and checks every session.</summary>
/// <param name="say">Gets a line about the fleet every five seconds of virtual time.</param>
sealed class FleetRun(FleetOptions options, Scenario scenario, Action<string>? say = null)
{
    static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    public Fleet Fleet { get; } = new(options);

    /// <summary>How long the run took in virtual time, from the first fault until everything was in order.</summary>
    public TimeSpan Took { get; private set; }

    public TimeSpan Until => Fleet.Time.Now;

    /// <summary>Runs it, and returns what is wrong: the words, and how many sessions each concerns.</summary>
    public IReadOnlyDictionary<string, int> Run()
    {
        Fleet.Begin();
        scenario.Inflict(Fleet);
        Fleet.Time.RunUntil(Scenario.Begin);
        do Advance();
        while (!IsOver && Fleet.Time.Now < scenario.Lasts);
        Took = Fleet.Time.Now - Scenario.Begin;
        Fleet.Clients.BeQuiet();
        // Whoever has just ended starts again, and opens a transport.
        for (var i = 0; i < 60 && !(IsOver && i > 4); i++) Advance();
        for (var i = 0; i < options.Sessions; i++) Check(i);
        return Fleet.Log.Violations;
    }

    void Advance()
    {
        Fleet.Time.RunUntil(Fleet.Time.Now + Step);
        say?.Invoke($"at {Fleet.Time.Now.TotalSeconds:F0} s: {Fleet.Disturbances} sessions to recover, "
            + $"{Fleet.Log.Waiting} wait for a worker, "
            + $"{Fleet.Store.UnderWay} statements under way");
    }

    bool IsOver => Fleet.UnderWay == 0 && Fleet.Time.Now > Fleet.StoreIsBackAt + Step && Fleet.Disturbances == 0
        && Fleet.Log.Waiting < 1 + options.Sessions * options.ChurnPerSession && Fleet.Rows.All.All(Fleet.Rows.IsAlive);

    /// <summary>Every session ended exactly once, or lives on: started, and served by its owner and by nobody else.</summary>
    void Check(int conversation)
    {
        var log = Fleet.Log;
        var live = log[conversation].Live;
        if (log.Ended(conversation) + (live is null ? 0 : 1) != log.Requested(conversation)) log.Broken("sessions without exactly one end");
        if (live is null)
        {
            log.Broken("clients that could not start again");
            return;
        }

        if (live is not { Phase: SessionPhase.Started, Owner: { } owner }) log.Broken("sessions that hang " + live.Phase);
        else if (Fleet.ServedBy(conversation) is not { Link.IsRunning: true } worker || worker.Id != owner.WorkerId
            || worker.Find(conversation)?.Owner != owner.Token)
            log.Broken("sessions whose owner does not serve them");
    }
}
