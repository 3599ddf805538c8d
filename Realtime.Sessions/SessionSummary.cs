using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>
/// One session for lists, search and charts: what it was asked to be, who ran it, how it ended. It holds nothing that was said.
/// Kept as a document by the daemon, so a moment behind the log.
/// </summary>
public sealed record SessionSummary
{
    /// <summary>The session's id.</summary>
    public string Id { get; set; } = "";

    public string Conversation { get; init; } = "";

    public SessionState State { get; init; }
    public string Model { get; init; } = "";
    public string? Voice { get; init; }
    public Modality Modality { get; init; }

    /// <summary>The worker that owned the session last.</summary>
    public string? Worker { get; init; }

    /// <summary>Place of session_requested in the conversation, and in the whole log: the order of lists.</summary>
    public long RequestedVersion { get; init; }

    public long Sequence { get; init; }
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>RequestedAt again, for indexes: milliseconds since 1970.</summary>
    public long RequestedUnixMilliseconds { get; init; }

    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public long? EndedVersion { get; init; }
    public EndReason? Reason { get; init; }
    public string? ErrorCode { get; init; }
    public SessionTotals? Totals { get; init; }
    public bool TotalsComplete { get; init; }

    public SessionSummary After(ConversationEvent e, EventPlace place) => e switch
    {
        SessionRequested requested => this with
        {
            Id = requested.SessionId.ToString(),
            Conversation = place.Conversation,
            Model = requested.Options.Model,
            Voice = requested.Options.Voice,
            Modality = requested.Options.Modality,
            RequestedVersion = place.Version,
            Sequence = place.Sequence,
            RequestedAt = place.At,
            RequestedUnixMilliseconds = place.At.ToUnixTimeMilliseconds(),
        },
        SessionClaimed claimed => this with { Worker = claimed.WorkerId, State = State is SessionState.Requested ? SessionState.Claimed : State },
        SessionStarted started => this with
        {
            Model = started.Model,
            Voice = started.Voice ?? Voice,
            StartedAt = place.At,
            State = State is SessionState.Ending ? State : SessionState.Started,
        },
        EndRequested => this with { State = SessionState.Ending },
        SessionEnded ended => this with
        {
            State = SessionState.Ended,
            EndedAt = place.At,
            EndedVersion = place.Version,
            Reason = ended.Reason,
            ErrorCode = ended.Error?.Code,
            Totals = ended.Totals,
            TotalsComplete = ended.TotalsComplete,
        },
        _ => this,
    };
}

/// <summary>Where and when an event was recorded.</summary>
public sealed record EventPlace(string Conversation, long Version, long Sequence, DateTimeOffset At);

/// <summary>A session's phase, or that it is over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionState>))]
public enum SessionState
{
    [JsonStringEnumMemberName("requested")] Requested,
    [JsonStringEnumMemberName("claimed")] Claimed,
    [JsonStringEnumMemberName("started")] Started,
    [JsonStringEnumMemberName("ending")] Ending,
    [JsonStringEnumMemberName("ended")] Ended,
}
