using System.Diagnostics;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Journal;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>A session that this worker has claimed, with its request and its journal entry.</summary>
/// <param name="RequestedVersion">The version of its session_requested.</param>
sealed record OwnedSession(ConversationKey Conversation, Guid SessionId, long RequestedVersion, SessionOptions Options, JournalEntry Entry,
    ICodec Codec)
{
    /// <summary>The id of the API key that started it; null for other credentials.</summary>
    public string? Key { get; init; }

    /// <summary>The span of the request that started it, by the log; none if that request had no trace.</summary>
    public ActivityContext Origin { get; init; }

    /// <summary>The owner follows the conversation from here: from the request, or from the claim by which it took over.</summary>
    public long FollowFrom { get; init; } = RequestedVersion;

    /// <summary>How long ago the session was requested, by the database's clock, when it was taken over; zero for a new one.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>
    /// The past of a session that was taken over; null for a new one. Its messages may be large, so they are not kept here: they are read
    /// again for the new transport.
    /// </summary>
    public Replay? Replay { get; init; }

    /// <summary>The number of those messages.</summary>
    public int ItemsReplayed { get; init; }

    /// <summary>What the last owner of a session that was taken over left unfinished.</summary>
    public Unfinished Unfinished { get; init; } = Unfinished.Nothing;

    /// <summary>What the log had of the session when this worker took it over.</summary>
    public SessionTotals Totals { get; init; } = SessionTotals.None;
}
