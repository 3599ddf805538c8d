namespace Realtime.Sessions.Machine;

/// <summary>
/// Folds a session's events, in order, into what is unfinished. It holds no event but the clients' requests that wait, which the decider
/// bounds.
/// </summary>
public sealed class UnfinishedFold
{
    readonly Dictionary<string, DateTimeOffset> open = [];
    readonly Dictionary<string, ResponseRequested> requests = [];
    readonly HashSet<string> known = [], owing = [], owed = [];
    ResponseRequested? asked, running;
    bool isOwed, isAnswering;

    /// <param name="at">When the event was recorded.</param>
    public void Add(SessionEvent e, DateTimeOffset at)
    {
        switch (e)
        {
            case HandoffRequested call:
                if (known.Add(call.CallId)) open[call.CallId] = at;
                break;
            case HandoffAnswered answer:
                open.Remove(answer.CallId);
                isOwed = true;
                break;
            case ResponseRequested { IsOutOfBand: false } request:
                requests[request.InputId] = request;
                break;
            case ItemSubmitted { Respond: true } or McpApprovalAnswered:
                owing.Add(((CommandSubmitted)e).InputId);
                break;
            case CommandRefused refused:
                owing.Remove(refused.InputId);
                owed.Remove(refused.InputId);
                requests.Remove(refused.InputId);
                if (asked?.InputId == refused.InputId) asked = null;
                break;
            case CommandDelivered delivered:
                if (owing.Remove(delivered.InputId)) owed.Add(delivered.InputId);
                if (requests.Remove(delivered.InputId, out var sent)) asked = sent;
                break;
            case TextDelivered or SpeechStopped:
                isOwed = true;
                break;
            case ResponseStarted { OutOfBand: false }:
                (isOwed, isAnswering, asked, running) = (false, true, null, asked);
                owed.Clear();
                break;
            case ResponseDone { OutOfBand: false }:
                (isAnswering, running) = (false, null);
                break;
        }
    }

    /// <param name="now">By the clock that dates the events.</param>
    public Unfinished At(DateTimeOffset now) => new(
        open.ToDictionary(call => call.Key, call => now - call.Value), known.ToHashSet(),
        isOwed || owed.Count > 0 || isAnswering && running is null, asked ?? running);
}
