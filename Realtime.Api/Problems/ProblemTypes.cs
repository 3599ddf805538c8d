namespace Realtime.Api.Problems;

/// <summary>A refusal as the API's description names it: its type is urn:realtime:problem:NAME.</summary>
/// <param name="Statuses">
/// The statuses that it is answered with, one of them at a time; empty if it is only the last message of an event stream.
/// </param>
sealed record ProblemType(string Name, params IReadOnlyList<int> Statuses)
{
    public string Urn => RefusalHandler.TypePrefix + Name;
}

/// <summary>Every refusal. docs/refusals.md prints these words.</summary>
static class ProblemTypes
{
    /// <summary>A field of the request is invalid; `errors` names each and says what to change.</summary>
    public static readonly ProblemType InvalidOptions = new("invalid-options", 400);

    /// <summary>The provider has shut the model down; `detail` names the day and a successor.</summary>
    public static readonly ProblemType ModelEnded = new("model-ended", 400);

    /// <summary>There is no credential, or the API does not know it, or it is no longer valid; see `WWW-Authenticate`.</summary>
    public static readonly ProblemType Unauthorized = new("unauthorized", 401);

    /// <summary>
    /// Your tenant or key has used up a budget: `budget`, `period`, `of`, `most` and `spent` say which, `resetsAt` until when.
    /// </summary>
    public static readonly ProblemType BudgetExhausted = new("budget-exhausted", 402);

    /// <summary>The credential lacks the scopes in `scope`.</summary>
    public static readonly ProblemType InsufficientScope = new("insufficient-scope", 403);

    /// <summary>A page of this origin may not use the API ([security.md](security.md#browsers)).</summary>
    public static readonly ProblemType OriginRefused = new("origin-refused", 403);

    /// <summary>The conversation does not exist in your tenant.</summary>
    public static readonly ProblemType UnknownConversation = new("unknown-conversation", 404);

    /// <summary>The conversation has no such session in your tenant.</summary>
    public static readonly ProblemType UnknownSession = new("unknown-session", 404);

    /// <summary>The session has no such tool call.</summary>
    public static readonly ProblemType UnknownHandoff = new("unknown-handoff", 404);

    /// <summary>There is no such worker.</summary>
    public static readonly ProblemType UnknownWorker = new("unknown-worker", 404);

    /// <summary>Your tenant has no such API key.</summary>
    public static readonly ProblemType UnknownKey = new("unknown-key", 404);

    /// <summary>Your tenant has no such client secret.</summary>
    public static readonly ProblemType UnknownClientSecret = new("unknown-client-secret", 404);

    /// <summary>The model is not one of those that may be started.</summary>
    public static readonly ProblemType UnknownModel = new("unknown-model", 404);

    /// <summary>No call has this address; `detail` names what is near.</summary>
    public static readonly ProblemType UnknownAddress = new("unknown-address", 404);

    /// <summary>The address has no call with this method; `detail` names those that it has.</summary>
    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405);

    /// <summary>The body of the request arrives too slowly.</summary>
    public static readonly ProblemType NotAccepted = new("not-accepted", 408);

    /// <summary>A session is live in the conversation; `sessionId` names it.</summary>
    public static readonly ProblemType ConversationBusy = new("conversation-busy", 409);

    /// <summary>The session has ended, or its end was requested.</summary>
    public static readonly ProblemType SessionNotLive = new("session-not-live", 409);

    /// <summary>Audio or an image came before `session_started`.</summary>
    public static readonly ProblemType SessionNotStarted = new("session-not-started", 409);

    /// <summary>An erasure came while a session was live; `sessionId` names it.</summary>
    public static readonly ProblemType SessionLive = new("session-live", 409);

    /// <summary>The worker has closed the tool call with a failure and told the model.</summary>
    public static readonly ProblemType HandoffClosed = new("handoff-closed", 409);

    /// <summary>A text, an item, a response, a cancel or an approval came for a session of the type `transcription`.</summary>
    public static readonly ProblemType TranscriptionOnly = new("transcription-only", 409);

    /// <summary>The same id came with other content, or another conversation has the session id.</summary>
    public static readonly ProblemType IdempotencyConflict = new("idempotency-conflict", 409);

    /// <summary>
    /// `after` or `Last-Event-ID` names a version that the conversation does not have, as after a restored backup; `version` is its last.
    /// </summary>
    public static readonly ProblemType BeyondEnd = new("beyond-end", 409);

    /// <summary>The conversation is archived and takes no events.</summary>
    public static readonly ProblemType ConversationArchived = new("conversation-archived", 410);

    /// <summary>The body is larger than the address takes.</summary>
    public static readonly ProblemType TooLarge = new("too-large", 413);

    /// <summary>The address does not take this media type, or no address takes this encoding.</summary>
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415);

    /// <summary>64 texts or 64 commands wait for the model, or 16 MiB of images.</summary>
    public static readonly ProblemType InputOverloaded = new("input-overloaded", 429);

    /// <summary>
    /// 503: the API serves too many at the moment. 429: your session, key or tenant has reached its limit. `limit` names the setting,
    /// `most` its number, and `of` whose quota it is.
    /// </summary>
    public static readonly ProblemType LimitReached = new("limit-reached", 429, 503);

    /// <summary>The issuer of tokens does not answer, so that the API cannot check any.</summary>
    public static readonly ProblemType IssuerUnavailable = new("issuer-unavailable", 503);

    /// <summary>No worker has room.</summary>
    public static readonly ProblemType AtCapacity = new("at-capacity", 503);

    /// <summary>
    /// Audio or an image came for a live session whose worker did not answer within 5 s, and no other worker took its place.
    /// </summary>
    public static readonly ProblemType OwnerUnreachable = new("owner-unreachable", 503);

    /// <summary>So many requests write to the conversation at once that this one found no turn in time.</summary>
    public static readonly ProblemType ConversationContended = new("conversation-contended", 503);

    /// <summary>The database does not answer.</summary>
    public static readonly ProblemType LogUnavailable = new("log-unavailable", 503);

    /// <summary>
    /// The log of the conversation is damaged; `version` names the first missing event. It can also be the last message of an event stream.
    /// </summary>
    public static readonly ProblemType ConversationDamaged = new("conversation-damaged", 500);

    /// <summary>An error of the service; find `traceId` in its log.</summary>
    public static readonly ProblemType InternalError = new("internal-error", 500);

    /// <summary>The last message of an event stream whose credential was revoked or has expired.</summary>
    public static readonly ProblemType AccessRevoked = new("access-revoked");

    /// <summary>
    /// The last message of an event stream whose API stops: connect again with `Last-Event-ID`, another API goes on.
    /// </summary>
    public static readonly ProblemType NodeStopping = new("node-stopping");
}
