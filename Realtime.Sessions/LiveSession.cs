using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>A session that has been requested and has not ended.</summary>
public sealed record LiveSession(Guid SessionId, SessionPhase Phase, SessionOptions Options)
{
    /// <summary>The owner; null until a worker has claimed the session.</summary>
    public SessionOwner? Owner { get; init; }

    /// <summary>Whether the log has session_started. An end may be requested before that.</summary>
    public bool HasStarted { get; init; }

    /// <summary>The input ids of accepted texts that upstream has not yet taken, the oldest first.</summary>
    public IReadOnlyList<string> Undelivered { get; init; } = [];

    /// <summary>The input ids of accepted commands that upstream has not yet taken, the oldest first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Commands { get; init; }

    public IReadOnlyList<Handoff> Handoffs { get; init; } = [];

    /// <summary>Leaves out what may be long, because every text rewrites this document.</summary>
    public static LiveSession From(SessionRequested requested) =>
        new(requested.SessionId, SessionPhase.Requested,
            requested.Options with { Instructions = null, Session = null, EncryptedSecrets = null });

    public LiveSession After(SessionEvent e) => e switch
    {
        SessionClaimed claimed => this with
        {
            Phase = Phase is SessionPhase.Requested ? SessionPhase.Claimed : Phase,
            Owner = new SessionOwner(claimed.WorkerId, claimed.Address, claimed.Epoch),
        },
        SessionStarted => this with { HasStarted = true, Phase = Phase is SessionPhase.Ending ? Phase : SessionPhase.Started },
        EndRequested => this with { Phase = SessionPhase.Ending },
        TextSubmitted text => this with { Undelivered = [.. Undelivered, text.InputId] },
        TextDelivered text => this with { Undelivered = [.. Undelivered.Where(input => input != text.InputId)] },
        CommandSubmitted command => this with { Commands = [.. Commands ?? [], command.InputId] },
        CommandDelivered command => this with { Commands = Without(command.InputId) },
        CommandRefused command => this with { Commands = Without(command.InputId) },
        HandoffRequested call => this with { Handoffs = [.. Handoffs, new Handoff(call.CallId, Answered: false)] },
        HandoffAnswered call =>
            this with { Handoffs = [.. Handoffs.Select(h => h.CallId == call.CallId ? h with { Answered = true } : h)] },
        _ => this,
    };

    IReadOnlyList<string>? Without(string inputId) =>
        Commands?.Contains(inputId) == true ? Commands.Count == 1 ? null : [.. Commands.Where(input => input != inputId)] : Commands;

    /// <summary>The most owners of a session. If the last of them is lost, the session ends.</summary>
    public const int MaximumOwners = 4;

    /// <summary>
    /// Whether another worker may resume the session if its owner is lost: the start asked for it, and it has not had too many owners.
    /// </summary>
    [JsonIgnore]
    public bool MayResume => Options.OnWorkerLost is OnWorkerLost.Resume && Phase is not SessionPhase.Ending
        && Owner?.Epoch < MaximumOwners;

    public bool Is(Guid sessionId) => SessionId == sessionId;

    public bool OwnedBy(OwnerToken token) => Owner is { } owner && owner.WorkerId == token.WorkerId && owner.Epoch == token.Epoch;
}

[JsonConverter(typeof(JsonStringEnumConverter<SessionPhase>))]
public enum SessionPhase
{
    [JsonStringEnumMemberName("requested")] Requested,
    [JsonStringEnumMemberName("claimed")] Claimed,
    [JsonStringEnumMemberName("started")] Started,
    [JsonStringEnumMemberName("ending")] Ending,
}

/// <summary>The worker that owns a session, its address, and the fencing token of its claim.</summary>
public sealed record SessionOwner(string WorkerId, string Address, int Epoch)
{
    public OwnerToken Token => new(WorkerId, Epoch);
}

/// <summary>The part of every command of an owner that the decision compares with the claim in the log.</summary>
public sealed record OwnerToken(string WorkerId, int Epoch);

public sealed record Handoff(string CallId, bool Answered);
