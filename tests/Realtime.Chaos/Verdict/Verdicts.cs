using Realtime.Chaos.Faults;
using Realtime.Chaos.Load;
using Realtime.EventLog.Checking;
using Realtime.LogChecking;

namespace Realtime.Chaos.Verdict;

/// <summary>All checks after the load.</summary>
sealed class Verdicts(Injured system, Survivors survivors, Findings findings)
{
    static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(60);

    public async Task<ChaosOutcome> Judge()
    {
        await EndWhatNobodyKnows();
        await StrayConnections.Judge(system.Upstream, findings);
        await survivors.Judge(findings);
        await using var database = system.Stack.Database.Open();
        var report = await LogChecker.Check(database, CancellationToken.None);
        foreach (var broken in report.Findings.Where(found => found.Rule != Rules.Readable
            || !system.Poisoned.IsUnreadable(found.Conversation)))
            findings.Add($"The log breaks a rule: {broken}");

        var log = await WholeLog.Read(database);
        PromiseCheck.Judge(log, system.Load.Promises, findings);
        var wronglyTold = RecordCheck.Judge(log, system.Load.Records, findings);
        var endedByPoison = PoisonCheck.Judge(log, system.Poisoned, findings);
        var losses = new WorkerLosses(system);
        var ofTheLiving = losses.OfTheLiving().ToList();
        foreach (var lost in ofTheLiving) findings.Add(lost);
        return new ChaosOutcome
        {
            Seed = system.Options.Seed,
            Elapsed = system.Clock.Now,
            Kills = system.Counts.Kills,
            Faults = system.Counts.ByName,
            Conversations = report.Conversations,
            Sessions = report.Sessions,
            Events = report.Events,
            Reasons = log.Sessions.Values.SelectMany(session => session.Ends).CountBy(reason => reason).ToDictionary(),
            Promises = system.Load.Promises.Count,
            Unanswered = system.Load.Unanswered,
            Records = system.Load.Records.Count,
            RecordedEvents = system.Load.Records.Sum(record => (long)record.Told.Count),
            Lost = losses.Ends(),
            Resumed = losses.Resumptions(system.Load.Sightings.Resumed),
            Pending = PendingEnds.Of(system, losses),
            LostOfTheLiving = ofTheLiving.Count,
            WronglyTold = wronglyTold,
            Poisoned = system.Poisoned.Count,
            EndedByPoison = endedByPoison,
            Survivors = survivors.Held,
            Stops = [.. system.Counts.Stops.Select(took => took.TotalSeconds)],
            Findings = findings.Sentences,
            FindingCount = findings.Count,
        };
    }

    /// <summary>Ends the sessions whose start got no final answer but took effect. After that no session may be live.</summary>
    async Task EndWhatNobodyKnows()
    {
        var (watch, api) = (new RunClock(), new ApiCaller(system.Load, new Random(0)));
        while (system.Watch.Tracks.Where(track => track.Ended is null).ToList() is { Count: > 0 } live)
        {
            if (watch.Now > EndPatience)
            {
                foreach (var track in live)
                    findings.Add(
                        $"Session {track.Id} in {track.Conversation} does not end. Its claims: {string.Join(", ", track.Claims)}.");
                return;
            }

            foreach (var track in live) await api.Try($"/conversations/{track.Conversation}/sessions/{track.Id}/end", body: null);
            await Task.Delay(500);
        }
    }
}
