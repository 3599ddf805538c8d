namespace Realtime.Sessions.Machine;

/// <summary>
/// Folds a session's events, in order, into what is unfinished. It holds no event but clients' commands that wait for the provider, which
/// are few.
/// </summary>
public sealed class UnfinishedFold
{
    /// <summary>Beyond so many deletions and retrievals without an answer the oldest are forgotten.</summary>
    const int MostUnanswered = 128;

    readonly Dictionary<string, DateTimeOffset> open = [];
    readonly Dictionary<string, ResponseRequested> requests = [];
    readonly HashSet<string> known = [], owing = [], owed = [], delivered = [];
    readonly List<(CommandSubmitted Command, string ItemId)> asks = [];
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
            case ItemDeleteRequested delete:
                Asks(delete, delete.ItemId);
                break;
            case ItemRetrieveRequested retrieve:
                Asks(retrieve, retrieve.ItemId);
                break;
            case ItemDeleted gone:
                Answered<ItemDeleteRequested>(gone.ItemId);
                break;
            case ItemRetrieved shown:
                Answered<ItemRetrieveRequested>(shown.ItemId);
                break;
            case CommandRefused refused:
                if (asks.FindIndex(ask => ask.Command.InputId == refused.InputId) is >= 0 and var refusal) Forget(refusal);
                owing.Remove(refused.InputId);
                owed.Remove(refused.InputId);
                requests.Remove(refused.InputId);
                if (asked?.InputId == refused.InputId) asked = null;
                break;
            case CommandDelivered { InputId: var input }:
                if (owing.Remove(input)) owed.Add(input);
                if (requests.Remove(input, out var sent)) asked = sent;
                if (asks.Exists(ask => ask.Command.InputId == input)) delivered.Add(input);
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
        isOwed || owed.Count > 0 || isAnswering && running is null, asked ?? running)
    {
        Unanswered = [.. asks.Select(ask => ask.Command).Where(command => delivered.Contains(command.InputId))],
    };

    void Asks(CommandSubmitted command, string itemId)
    {
        asks.Add((command, itemId));
        if (asks.Count > MostUnanswered) Forget(0);
    }

    void Answered<T>(string itemId) where T : CommandSubmitted
    {
        if (asks.FindIndex(ask => ask.Command is T && ask.ItemId == itemId) is >= 0 and var at) Forget(at);
    }

    void Forget(int at)
    {
        delivered.Remove(asks[at].Command.InputId);
        asks.RemoveAt(at);
    }
}
