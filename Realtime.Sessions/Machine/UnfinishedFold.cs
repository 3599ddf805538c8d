namespace Realtime.Sessions.Machine;

/// <summary>Folds a session's events, in order, into what is unfinished. It holds no event, however many there are.</summary>
public sealed class UnfinishedFold
{
    readonly Dictionary<string, DateTimeOffset> open = [];
    readonly HashSet<string> known = [], owing = [];
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
            case ItemSubmitted { Respond: true } or McpApprovalAnswered or ResponseRequested { IsOutOfBand: false }:
                owing.Add(((CommandSubmitted)e).InputId);
                break;
            case CommandRefused refused:
                owing.Remove(refused.InputId);
                break;
            case CommandDelivered delivered:
                isOwed |= owing.Remove(delivered.InputId);
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

    /// <param name="now">By the clock that dates the events.</param>
    public Unfinished At(DateTimeOffset now) =>
        new(open.ToDictionary(call => call.Key, call => now - call.Value), known.ToHashSet(), isOwed || isAnswering);
}
