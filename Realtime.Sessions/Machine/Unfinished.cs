namespace Realtime.Sessions.Machine;

/// <summary>What a session's log says that is still to be done: tool calls without an answer, and an answer of the model.</summary>
/// <param name="OpenCalls">Each with how long it has been open.</param>
/// <param name="KnownCalls">All calls that were ever reported.</param>
/// <param name="IsOwed">The user waits for an answer that had not begun, or was cut off.</param>
/// <param name="Request">A client's request whose response had not begun, or was cut off; null for none.</param>
public sealed record Unfinished(
    IReadOnlyDictionary<string, TimeSpan> OpenCalls, IReadOnlySet<string> KnownCalls, bool IsOwed, ResponseRequested? Request = null)
{
    /// <summary>Clients' deletions and retrievals that a transport took, and that the provider has neither answered nor refused.</summary>
    public IReadOnlyList<CommandSubmitted> Unanswered { get; init; } = [];

    public static readonly Unfinished Nothing = Of([]);

    /// <param name="events">A session's events in order, each with its age.</param>
    public static Unfinished Of(IEnumerable<(SessionEvent Event, TimeSpan Age)> events)
    {
        var fold = new UnfinishedFold();
        foreach (var (e, age) in events) fold.Add(e, DateTimeOffset.UnixEpoch - age);
        return fold.At(DateTimeOffset.UnixEpoch);
    }
}
