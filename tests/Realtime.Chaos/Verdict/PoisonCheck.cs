using Realtime.Chaos.Faults;

namespace Realtime.Chaos.Verdict;

/// <summary>Checks that poison ended only poisoned sessions.</summary>
static class PoisonCheck
{
    static readonly HashSet<string> OfPoison = ["not_recordable", "log_unreadable", "log_unavailable", "worker_failed"];

    /// <summary>Returns the number of sessions that ended because they were poisoned.</summary>
    public static int Judge(WholeLog log, Poisoned poisoned, Findings findings)
    {
        var ended = 0;
        foreach (var (session, facts) in log.Sessions.Where(session => OfPoison.Contains(session.Value.Error ?? "")))
        {
            if (poisoned.Has(session)) ended++;
            else findings.Add($"Session {session} in {facts.Conversation} ended {facts.Error}, although the run did not poison it.");
        }

        return ended;
    }
}
