namespace Realtime.Sessions.Machine;

/// <summary>What one message of the model provider means to a session, whatever the provider's protocol.</summary>
public abstract record UpstreamMessage
{
    /// <summary>The item that the message adds to the conversation, or says is done; null for any other message.</summary>
    public string? NamedItem =>
        (this switch { Recorded recorded => recorded.Event, CallAnswered answered => answered.Item, _ => null }) switch
    {
        ItemAdded added => added.ItemId,
        ItemDone done => done.ItemId,
        _ => null,
    };

    /// <summary>Goes on the record as it is.</summary>
    public sealed record Recorded(SessionEvent Event) : UpstreamMessage;

    /// <summary>The provider confirmed the session or its configuration.</summary>
    /// <param name="Configuration">What is in force; null where the message does not say.</param>
    /// <param name="ExpiresAt">When the provider closes this transport, by its own clock.</param>
    public sealed record Configured(UpstreamConfigured? Configuration, DateTimeOffset? ExpiresAt) : UpstreamMessage;

    /// <summary>
    /// Output audio: how long it plays, in milliseconds, null in a format that is not known, and whose it is. The samples are never looked at.
    /// </summary>
    public sealed record Audio(string ItemId, int ContentIndex, long? Milliseconds) : UpstreamMessage;

    /// <param name="InConversation">False for a response beside the conversation; null where the message does not say.</param>
    public sealed record ResponseBegan(string ResponseId, bool? InConversation = null) : UpstreamMessage;

    /// <summary>Completed, cancelled, failed or incomplete.</summary>
    /// <param name="ResponseId">Null where the message does not say.</param>
    /// <param name="Calls">Tool calls that the message lists, whether or not other messages told them before.</param>
    /// <param name="Usage">Null where the message does not say.</param>
    public sealed record ResponseOver(string? ResponseId, string Status, TokenUsage? Usage, IReadOnlyList<ToolCall> Calls) : UpstreamMessage
    {
        /// <summary>Why the response is not complete.</summary>
        public ResponseDetails? Details { get; init; }

        /// <summary>The model whose price counts.</summary>
        public string? Model { get; init; }
    }

    /// <summary>The model calls a tool. Whether the call stands is known when its response is over.</summary>
    public sealed record CallsTool(ToolCall Call) : UpstreamMessage;

    /// <summary>An item in the model's conversation answers a tool call.</summary>
    public sealed record CallAnswered(SessionEvent Item, string CallId, string Output) : UpstreamMessage;

    /// <summary>The provider shows an item as it has it.</summary>
    public sealed record Retrieved(ItemRetrieved Item) : UpstreamMessage;

    /// <summary>A fatal error: the session ends here.</summary>
    public sealed record Fatal(SessionError Error) : UpstreamMessage;

    /// <summary>The provider's limit on this transport is reached.</summary>
    public sealed record Expired(SessionError Error) : UpstreamMessage;

    /// <summary>An error that the session survives.</summary>
    /// <param name="KnownKind">Where false, a close right after it carries it.</param>
    public sealed record Warning(SessionError Error, bool KnownKind, Subject About = Subject.Unsaid) : UpstreamMessage
    {
        /// <summary>A response was asked for while another one was active.</summary>
        public bool IsAlreadyActive { get; init; }

        /// <summary>The command that was refused, by <see cref="CommandIds"/>; null where it is not about one.</summary>
        public string? Command { get; init; }

        /// <summary>The field that was refused, where the session can do without it.</summary>
        public string? Field { get; init; }
    }

    /// <summary>
    /// The answer to <see cref="Effect.Settle"/>: the provider has taken all that was written before it, and said what it made of it.
    /// </summary>
    public sealed record Settled : UpstreamMessage
    {
        public static readonly Settled Instance = new();
    }

    /// <summary>Known, and nothing of it is recorded.</summary>
    public sealed record Passed : UpstreamMessage
    {
        public static readonly Passed Instance = new();
    }

    /// <summary>Not JSON, no type, an unknown type or a missing field: counted.</summary>
    public sealed record Ignored : UpstreamMessage
    {
        public static readonly Ignored Instance = new();
    }
}

/// <summary>Which message an error is about.</summary>
public enum Subject
{
    /// <summary>The error does not say.</summary>
    Unsaid,

    /// <summary>A message of a live driver.</summary>
    Client,

    /// <summary>Our request for a response.</summary>
    Response,

    /// <summary>A client's command.</summary>
    Command,

    /// <summary>Our configuration.</summary>
    Configuration,

    /// <summary>Another message of ours.</summary>
    Other,
}

/// <param name="IsComplete">False for a call that was cut off: nobody can act on its arguments.</param>
/// <param name="ResponseId">Null where the message does not say.</param>
public sealed record ToolCall(string CallId, string Name, string Arguments, bool IsComplete = true, string? ResponseId = null);
