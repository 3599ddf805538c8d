namespace Realtime.Api.Problems;

/// <summary>A refusal as the API's description names it: its type is urn:realtime:problem:NAME.</summary>
/// <param name="Statuses">The statuses that it is answered with, one of them at a time.</param>
sealed record ProblemType(string Name, params IReadOnlyList<int> Statuses)
{
    public string Urn => RefusalHandler.TypePrefix + Name;
}

/// <summary>Every refusal that a route can name. docs/api.md says when each is given.</summary>
static class ProblemTypes
{
    public static readonly ProblemType InvalidOptions = new("invalid-options", 400);
    public static readonly ProblemType ModelEnded = new("model-ended", 400);
    public static readonly ProblemType Unauthorized = new("unauthorized", 401);
    public static readonly ProblemType BudgetExhausted = new("budget-exhausted", 402);
    public static readonly ProblemType InsufficientScope = new("insufficient-scope", 403);
    public static readonly ProblemType OriginRefused = new("origin-refused", 403);
    public static readonly ProblemType UnknownConversation = new("unknown-conversation", 404);
    public static readonly ProblemType UnknownSession = new("unknown-session", 404);
    public static readonly ProblemType UnknownHandoff = new("unknown-handoff", 404);
    public static readonly ProblemType UnknownWorker = new("unknown-worker", 404);
    public static readonly ProblemType UnknownKey = new("unknown-key", 404);
    public static readonly ProblemType UnknownClientSecret = new("unknown-client-secret", 404);
    public static readonly ProblemType UnknownModel = new("unknown-model", 404);
    public static readonly ProblemType ConversationBusy = new("conversation-busy", 409);
    public static readonly ProblemType SessionNotLive = new("session-not-live", 409);
    public static readonly ProblemType SessionNotStarted = new("session-not-started", 409);
    public static readonly ProblemType SessionLive = new("session-live", 409);
    public static readonly ProblemType HandoffClosed = new("handoff-closed", 409);
    public static readonly ProblemType TranscriptionOnly = new("transcription-only", 409);
    public static readonly ProblemType IdempotencyConflict = new("idempotency-conflict", 409);

    /// <summary>Reading after a version that the conversation does not have.</summary>
    public static readonly ProblemType BeyondEnd = new("beyond-end", 409);

    public static readonly ProblemType ConversationArchived = new("conversation-archived", 410);
    public static readonly ProblemType TooLarge = new("too-large", 413);
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415);
    public static readonly ProblemType InputOverloaded = new("input-overloaded", 429);

    /// <summary>429 for a limit of the session, of the key or of the tenant, 503 for one of the API.</summary>
    public static readonly ProblemType LimitReached = new("limit-reached", 429, 503);

    public static readonly ProblemType IssuerUnavailable = new("issuer-unavailable", 503);
    public static readonly ProblemType AtCapacity = new("at-capacity", 503);
    public static readonly ProblemType OwnerUnreachable = new("owner-unreachable", 503);
    public static readonly ProblemType ConversationContended = new("conversation-contended", 503);
    public static readonly ProblemType LogUnavailable = new("log-unavailable", 503);
    public static readonly ProblemType ConversationDamaged = new(RefusalHandler.Damaged, 500);
    public static readonly ProblemType InternalError = new("internal-error", 500);
}
