using Realtime.Sessions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>What one message from upstream means to a session.</summary>
abstract record UpstreamMessage
{
    /// <summary>Goes on the record as it is.</summary>
    public sealed record Recorded(SessionEvent Event) : UpstreamMessage;

    /// <summary>Output audio: how long it plays, and whose it is. The samples are never looked at.</summary>
    public sealed record Audio(string ItemId, int ContentIndex, long Milliseconds) : UpstreamMessage;

    /// <summary>A fatal error: the session ends here.</summary>
    public sealed record Fatal(SessionError Error) : UpstreamMessage;

    /// <summary>An error the session survives; of an unknown kind, a close right after it carries it.</summary>
    /// <param name="EventId">The message of ours that it is about, where it says so.</param>
    public sealed record Warning(SessionError Error, bool KnownKind, string? EventId = null) : UpstreamMessage;

    /// <summary>The answer to <see cref="UpstreamWriter.Settle"/>: upstream has taken all that was written before it, and said what it made of it.</summary>
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
