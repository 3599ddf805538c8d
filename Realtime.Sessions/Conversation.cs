namespace Realtime.Sessions;

/// <summary>
/// The state of a conversation, folded from its stream and stored as a document in the transaction of the append.
/// The fold only remembers. <see cref="SessionDecider"/> decides what may happen.
/// </summary>
public sealed record Conversation
{
    public string Id { get; set; } = "";

    /// <summary>The version of the last event that changed the document.</summary>
    public int Version { get; set; }

    /// <summary>The live session; null when there is none.</summary>
    public LiveSession? Live { get; init; }

    public LastEnd? LastEnd { get; init; }

    /// <summary>The event types that change the document. All others, mostly transcripts, leave it unchanged.</summary>
    public static IReadOnlyList<Type> ChangedBy { get; } =
    [
        typeof(SessionRequested),
        typeof(SessionClaimed),
        typeof(SessionStarted),
        typeof(TextSubmitted),
        typeof(TextDelivered),
        typeof(ItemSubmitted),
        typeof(ItemDeleteRequested),
        typeof(ItemRetrieveRequested),
        typeof(ResponseRequested),
        typeof(ResponseCancelRequested),
        typeof(InputClearRequested),
        typeof(InputCommitRequested),
        typeof(McpApprovalAnswered),
        typeof(CommandDelivered),
        typeof(CommandRefused),
        typeof(HandoffRequested),
        typeof(HandoffAnswered),
        typeof(EndRequested),
        typeof(SessionEnded),
    ];

    public static Conversation Unborn(string id) => new() { Id = id };

    public Conversation After(ConversationEvent e) => e switch
    {
        SessionRequested requested => this with { Live = LiveSession.From(requested) },
        SessionEnded ended when Live?.SessionId == ended.SessionId =>
            this with { Live = null, LastEnd = new LastEnd(ended.SessionId, ended.Reason, ended.Error) },
        SessionEvent of when Live?.SessionId == of.SessionId => this with { Live = Live.After(of) },
        _ => this,
    };

    public Conversation After(IEnumerable<ConversationEvent> events) => events.Aggregate(this, (now, e) => now.After(e));
}

/// <summary>How the last session of a conversation ended.</summary>
public sealed record LastEnd(Guid SessionId, EndReason Reason, SessionError? Error);
