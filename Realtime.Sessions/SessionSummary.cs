using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>
/// One session for lists, search and charts: its options, its worker, and its end. It has no content of the conversation.
/// The daemon keeps it as a document, a moment behind the log.
/// </summary>
public sealed record SessionSummary
{
    /// <summary>The session's id, with the tenant's name in front unless the tenant is <see cref="Tenant.Default"/>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The name of the conversation's stream, which contains the tenant.</summary>
    public string Conversation { get; init; } = "";

    /// <summary>The session's id without the tenant.</summary>
    [JsonIgnore]
    public string SessionId => Id[(Id.LastIndexOf('/') + 1)..];

    public SessionState State { get; init; }
    public string Model { get; init; } = "";
    public string? Voice { get; init; }
    public Modality Modality { get; init; }

    /// <summary>The last owner of the session.</summary>
    public string? Worker { get; init; }

    /// <summary>The position of session_requested in the conversation. Its position in the whole log is the order of lists.</summary>
    public long RequestedVersion { get; init; }

    public long Sequence { get; init; }
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>RequestedAt in milliseconds since 1970, for indexes.</summary>
    public long RequestedUnixMilliseconds { get; init; }

    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public long? EndedVersion { get; init; }
    public EndReason? Reason { get; init; }
    public string? ErrorCode { get; init; }
    public SessionTotals? Totals { get; init; }
    public bool TotalsComplete { get; init; }

    /// <summary>
    /// What a search for text looks in, in lower case: names and ids, without the tenant. It is stored, because reading one field of a
    /// document costs a fraction of reading seven.
    /// </summary>
    public string SearchText => string.Join(' ', ((string?[])[Conversation[(Conversation.LastIndexOf('/') + 1)..], SessionId, Model, Voice,
        Worker, Reason?.Word(), ErrorCode]).Where(part => !string.IsNullOrEmpty(part))).ToLowerInvariant();

    public static string IdOf(Tenant tenant, Guid session) => tenant.Conversation(session.ToString()).Stream;

    public SessionSummary After(ConversationEvent e, EventPlace place) => e switch
    {
        SessionRequested requested => this with
        {
            Id = IdOf(ConversationKey.Parse(place.Conversation).Tenant, requested.SessionId),
            Conversation = place.Conversation,
            Model = requested.Options.Model,
            Voice = requested.Options.Voice,
            Modality = requested.Options.Modality,
            RequestedVersion = place.Version,
            Sequence = place.Sequence,
            RequestedAt = place.At,
            RequestedUnixMilliseconds = place.At.ToUnixTimeMilliseconds(),
        },
        SessionClaimed claimed =>
            this with { Worker = claimed.WorkerId, State = State is SessionState.Requested ? SessionState.Claimed : State },
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

/// <summary>The position and the time of an event.</summary>
public sealed record EventPlace(string Conversation, long Version, long Sequence, DateTimeOffset At);

/// <summary>The phase of a session, or that it has ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionState>))]
public enum SessionState
{
    [JsonStringEnumMemberName("requested")] Requested,
    [JsonStringEnumMemberName("claimed")] Claimed,
    [JsonStringEnumMemberName("started")] Started,
    [JsonStringEnumMemberName("ending")] Ending,
    [JsonStringEnumMemberName("ended")] Ended,
}
