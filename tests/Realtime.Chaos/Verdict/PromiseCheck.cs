using Realtime.Chaos.Load;

namespace Realtime.Chaos.Verdict;

/// <summary>
/// Checks that the log has every request that was answered with 2xx, one end for each session, and right totals in the ends.
/// </summary>
static class PromiseCheck
{
    public static void Judge(WholeLog log, IReadOnlyCollection<Promise> promises, Findings findings)
    {
        foreach (var (session, facts) in log.Sessions)
        {
            if (facts.Requests != 1) findings.Add($"Session {session} in {facts.Conversation} was requested {facts.Requests} times.");
            if (facts.Ends.Count != 1)
                findings.Add($"Session {session} in {facts.Conversation} has {facts.Ends.Count} ends: {string.Join(", ", facts.Ends)}.");
            if (facts.Undelivered is { } undelivered && undelivered != facts.Texts.Count - facts.Delivered)
                findings.Add(
                    $"The end of session {session} in {facts.Conversation} counts {undelivered} texts as undelivered; the log has "
                    + $"{facts.Texts.Count} submitted and {facts.Delivered} delivered.");
        }

        foreach (var promise in promises)
        {
            var facts = log.Sessions.GetValueOrDefault(promise.Session);
            if (!IsKept(promise, facts)) findings.Add($"Answered with 2xx but not in the log: {promise}.");
            if (promise.Version is { } version && log.At(promise.Conversation, version) is var there
                && (there?.Session != promise.Session || there?.Type != TypeOf(promise.Kind)))
                findings.Add(
                    $"The answer named a version at which the log has {there?.Type ?? "nothing"} of session {there?.Session}: {promise}.");
        }
    }

    static bool IsKept(Promise promise, SessionFacts? facts) =>
        facts is not null && facts.Conversation == promise.Conversation && Has(facts, promise);

    static bool Has(SessionFacts facts, Promise promise) => promise.Kind switch
    {
        PromiseKind.Start => facts.Requests > 0,
        PromiseKind.End => facts.Ends.Count > 0,
        PromiseKind.Text => facts.Texts.Contains(promise.Key!),
        _ => facts.Answers.Contains(promise.Key!),
    };

    static string TypeOf(PromiseKind kind) => kind switch
    {
        PromiseKind.Start => "session_requested",
        PromiseKind.Text => "text_submitted",
        PromiseKind.HandoffAnswer => "handoff_answered",
        _ => "session_ended",
    };
}
