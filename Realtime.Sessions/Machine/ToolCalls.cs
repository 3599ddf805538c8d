using System.Collections.Immutable;

namespace Realtime.Sessions.Machine;

/// <summary>
/// The model's tool calls. A call is told once its response is over and stands; it is open until an answer is on the record, and that
/// answer goes to the model once. Closing one records a failure, and the log decides whether that or a client's answer came first.
/// </summary>
public sealed record ToolCalls(Guid SessionId, TimeSpan Patience)
{
    /// <summary>How long the log may take to say how a call was closed; then the model is told the failure.</summary>
    static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(5);

    /// <summary>The failure of a call whose user says something else instead.</summary>
    public const string WentOn = "The user went on before an answer came.";

    ImmutableList<ToolCall> Held { get; init; } = [];
    ImmutableSortedDictionary<string, Open> All { get; init; } = ImmutableSortedDictionary.Create<string, Open>(StringComparer.Ordinal);
    ImmutableHashSet<string> Known { get; init; } = [];
    ImmutableHashSet<string> Answered { get; init; } = [];

    /// <summary>No call waits for an answer.</summary>
    public bool AreAnswered => All.IsEmpty;

    /// <summary>A call is being closed: what was said since waits for its answer.</summary>
    public bool AreClosing => All.Values.Any(call => call.Closing is not null);

    public DateTimeOffset? ClosingUntil => All.Values.Min(call => call.Closing?.Until);

    /// <summary>When the next call has waited too long.</summary>
    public DateTimeOffset? Due => All.Values.Where(call => call.Closing is null).Select(call => (DateTimeOffset?)call.Due).Min();

    public ToolCalls Resume(Unfinished unfinished, DateTimeOffset now) => this with
    {
        Known = [.. unfinished.KnownCalls],
        All = unfinished.OpenCalls.ToImmutableSortedDictionary(call => call.Key, call =>
            new Open(now - call.Value + Patience), StringComparer.Ordinal),
    };

    /// <summary>A call may be told in several messages; where one of them says that it was cut off, it was.</summary>
    public ToolCalls Hold(ToolCall call)
    {
        if (Known.Contains(call.CallId)) return this;
        return Held.FindIndex(held => held.CallId == call.CallId) is >= 0 and var at
            ? this with { Held = Held.SetItem(at, call
                with { IsComplete = call.IsComplete && Held[at].IsComplete, ResponseId = call.ResponseId ?? Held[at].ResponseId }) }
            : this with { Held = Held.Add(call) };
    }

    /// <summary>The response does not stand: its calls are nobody's to act on.</summary>
    public ToolCalls Drop(string? response) => this with { Held = Held.RemoveAll(call => IsOf(call, response)) };

    /// <summary>The response stands: its complete calls are told.</summary>
    public ToolCalls Tell(string? response, DateTimeOffset now, List<Effect> does)
    {
        var told = Held.Where(call => call.IsComplete && IsOf(call, response)).ToList();
        foreach (var call in told) does.Add(new Effect.Record(new HandoffRequested(SessionId, call.CallId, call.Name, call.Arguments)));
        return Drop(response) with
        {
            Known = Known.Union(told.Select(call => call.CallId)),
            All = All.AddRange(told.Where(call => !Answered.Contains(call.CallId))
                .Select(call => KeyValuePair.Create(call.CallId, new Open(now + Patience)))),
        };
    }

    /// <summary>An answer is on the record.</summary>
    public ToolCalls Answer(HandoffAnswered answer, List<Effect> does) =>
        Answered.Contains(answer.CallId) ? Forget(answer.CallId) : Tell(answer.CallId, answer.Output ?? answer.Failure ?? "", does);

    /// <summary>An answer is in the model's conversation; where it is not one of ours, a live driver gave it.</summary>
    public ToolCalls IsAnswered(string call, string output, List<Effect> does)
    {
        if (Answered.Contains(call)) return this;
        if (All.ContainsKey(call)) does.Add(new Effect.Record(new HandoffAnswered(SessionId, call, output, Failure: null)));
        return Forget(call) with { Answered = Answered.Add(call) };
    }

    /// <summary>The user went on: open calls will not be answered.</summary>
    public ToolCalls Close(string failure, DateTimeOffset now, List<Effect> does) => Close(All.Keys, failure, now, does);

    public ToolCalls CloseOverdue(DateTimeOffset now, List<Effect> does) =>
        Close(All.Where(call => call.Value.Due <= now).Select(call => call.Key), "No answer came in time.", now, does);

    /// <summary>The log does not say how a call was closed: the model is told the failure.</summary>
    public ToolCalls GiveUpOnLog(DateTimeOffset now, List<Effect> does) =>
        All.Where(call => call.Value.Closing?.Until <= now)
            .Aggregate(this, (calls, call) => calls.Tell(call.Key, call.Value.Closing!.Failure, does));

    ToolCalls Close(IEnumerable<string> calls, string failure, DateTimeOffset now, List<Effect> does)
    {
        var closing = calls.Where(call => All[call].Closing is null).ToList();
        foreach (var call in closing) does.Add(new Effect.Record(new HandoffAnswered(SessionId, call, Output: null, failure)));
        return this with { All = All.SetItems(
            closing.Select(call => KeyValuePair.Create(call, All[call] with { Closing = new Closing(failure, now + ClosingPatience) }))) };
    }

    ToolCalls Tell(string call, string output, List<Effect> does)
    {
        does.Add(new Effect.Send(new UpstreamCommand.AnswerCall(call, output)));
        return Forget(call) with { Answered = Answered.Add(call) };
    }

    static bool IsOf(ToolCall call, string? response) =>
        call.ResponseId is null || string.IsNullOrEmpty(response) || call.ResponseId == response;

    ToolCalls Forget(string call) => this with { All = All.Remove(call) };

    sealed record Open(DateTimeOffset Due, Closing? Closing = null);

    sealed record Closing(string Failure, DateTimeOffset Until);
}
