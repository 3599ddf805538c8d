namespace Realtime.Sessions.Machine;

/// <summary>What a session's log says that is still to be done: tool calls without an answer, and an answer of the model.</summary>
/// <param name="OpenCalls">Each with how long it has been open.</param>
/// <param name="KnownCalls">All that were ever told.</param>
/// <param name="IsOwed">The user waits for an answer that had not begun, or was cut off.</param>
public sealed record Unfinished(IReadOnlyDictionary<string, TimeSpan> OpenCalls, IReadOnlySet<string> KnownCalls, bool IsOwed)
{
    public static readonly Unfinished Nothing = Of([]);

    /// <param name="events">A session's events in order, each with its age.</param>
    public static Unfinished Of(IEnumerable<(SessionEvent Event, TimeSpan Age)> events)
    {
        var open = new Dictionary<string, TimeSpan>();
        var known = new HashSet<string>();
        var (isOwed, isAnswering) = (false, false);
        foreach (var (e, age) in events)
        {
            switch (e)
            {
                case HandoffRequested call:
                    if (known.Add(call.CallId)) open[call.CallId] = age;
                    break;
                case HandoffAnswered answer:
                    open.Remove(answer.CallId);
                    isOwed = true;
                    break;
                case TextDelivered or SpeechStopped:
                    isOwed = true;
                    break;
                case ResponseStarted { OutOfBand: false }:
                    (isOwed, isAnswering) = (false, true);
                    break;
                case ResponseDone { OutOfBand: false }:
                    isAnswering = false;
                    break;
            }
        }

        return new Unfinished(open, known, isOwed || isAnswering);
    }
}
