using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>
/// The totals of a session. If another process than the owner recorded the end, what only the owner counts is null: audio, dropped frames
/// and ignored messages. Everything else comes from the log.
/// </summary>
/// <param name="AudioInMilliseconds">The audio that the provider was sent; null if its format is not known.</param>
/// <param name="AudioOutMilliseconds">The audio that the provider sent; null if its format is not known.</param>
/// <param name="FramesDropped">The number of audio frames that a full queue dropped.</param>
/// <param name="EventsRecorded">The number of the provider's events on the record.</param>
/// <param name="MessagesIgnored">The number of the provider's messages that the worker does not know.</param>
/// <param name="Tokens">The tokens of all responses; null if the provider sent no usage.</param>
/// <param name="TextsUndelivered">The number of texts that the provider never took.</param>
public sealed record SessionTotals(
    long? AudioInMilliseconds = 0,
    long? AudioOutMilliseconds = 0,
    long? FramesDropped = 0,
    long EventsRecorded = 0,
    long? MessagesIgnored = 0,
    TokenUsage? Tokens = null,
    int TextsUndelivered = 0)
{
    public static readonly SessionTotals None = new();

    /// <summary>The totals before the first event, for a session whose owner is not there to count.</summary>
    public static readonly SessionTotals OfLog = new(null, null, null, 0, null);

    /// <summary>The number of commands that were neither delivered nor refused. Ends of versions without commands do not have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CommandsUndelivered { get; init; }

    /// <summary>What the transcriptions of the user's audio used; null if there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TranscriptionUsage? Transcription { get; init; }

    /// <summary>The sum of all known costs; null if none is known. Without <see cref="Unpriced"/> it is the whole cost.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Cost? Cost { get; init; }

    /// <summary>The number of responses and transcriptions whose cost is not known. They are not in <see cref="Cost"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Unpriced { get; init; }

    /// <summary>The totals after one more event of the session.</summary>
    public SessionTotals After(SessionEvent e) => e switch
    {
        ResponseDone done => (this with { EventsRecorded = EventsRecorded + 1, Tokens = Tokens + done.Usage }).With(done.Cost),
        TranscriptCompleted { Role: "user" } said =>
            (this with { EventsRecorded = EventsRecorded + 1, Transcription = Transcription + said.Usage }).With(said.Cost),
        _ when IsOfProvider(e.GetType()) => this with { EventsRecorded = EventsRecorded + 1 },
        _ => this,
    };

    /// <summary>Whether events of this type are in <see cref="EventsRecorded"/>.</summary>
    public static bool IsOfProvider(Type type) =>
        type.IsSubclassOf(typeof(SessionEvent)) && !type.IsSubclassOf(typeof(CommandSubmitted)) && !OfOthers.Contains(type);

    /// <summary>The totals of an end: what the session still had for the provider was never delivered.</summary>
    public SessionTotals AtEndOf(LiveSession session) =>
        this with { TextsUndelivered = session.Undelivered.Count, CommandsUndelivered = session.Commands?.Count ?? 0 };

    static readonly HashSet<Type> OfOthers =
    [
        typeof(SessionRequested), typeof(SessionClaimed), typeof(SessionStarted), typeof(TextSubmitted), typeof(TextDelivered),
        typeof(CommandDelivered), typeof(CommandRefused),
        typeof(HandoffRequested), typeof(HandoffAnswered), typeof(UpstreamWarned), typeof(TransportRenewed), typeof(SessionResumed),
        typeof(EndRequested), typeof(SessionEnded),
    ];

    /// <summary>A cost in another currency than the sum's cannot be added: it counts as unpriced.</summary>
    SessionTotals With(Cost? cost) => cost is null || Cost is { } sum && sum.Currency != cost.Currency
        ? this with { Unpriced = Unpriced + 1 }
        : this with { Cost = Cost is null ? cost : Cost.Add(cost) };
}
