using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Realtime.Api.Browsers;
using Realtime.Api.Limits;
using Realtime.Api.Models;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Sessions.Spending;

namespace Realtime.Contract.Tests.Reference;

/// <summary>A request that the API refuses.</summary>
sealed record RefusedRequest(string Problem, HttpMethod Method, string Path, HttpContent? Body = null);

/// <summary>Each refusal: requests that provoke it where they need no more than an API, and the exceptions behind all of them.</summary>
static class RefusalExamples
{
    public const string Live = "call-7", Transcribing = "call-8", Over = "call-9";

    /// <summary>The live sessions, and the one that is over.</summary>
    public static readonly Guid Session = new("019ac0de-0000-7000-8000-000000000001"),
        Transcription = new("019ac0de-0000-7000-8000-000000000002"), Ended = new("019ac0de-0000-7000-8000-000000000003");

    static readonly Guid Nobody = new("019ac0de-0000-7000-8000-000000000009");

    public static IEnumerable<RefusedRequest> Requests() =>
    [
        new("invalid-options", HttpMethod.Post, $"/conversations/{Live}/sessions", Json(new { voyce = "marin" })),
        new("unknown-conversation", HttpMethod.Get, "/conversations/call-0"),
        new("unknown-session", HttpMethod.Get, $"/conversations/{Live}/sessions/{Nobody}"),
        new("unknown-handoff", HttpMethod.Post, Of(Live, Session, "handoffs/call_9"), Json(new { output = "today" })),
        new("unknown-worker", HttpMethod.Post, "/workers/worker-0/drain"),
        new("unknown-key", HttpMethod.Delete, "/keys/key-0"),
        new("unknown-client-secret", HttpMethod.Delete, "/v1/realtime/client_secrets/secret-0"),
        new("unknown-model", HttpMethod.Get, "/v1/models/gpt-0"),
        new("unknown-address", HttpMethod.Get, $"/conversations/{Live}/session"),
        new("method-not-allowed", HttpMethod.Put, "/workers"),
        new("session-not-live", HttpMethod.Post, Of(Over, Ended, "text"), Json(new { text = "hello" })),
        new("session-not-started", HttpMethod.Post, Of(Live, Session, "audio"), Bytes("application/octet-stream")),
        new("session-live", HttpMethod.Delete, $"/conversations/{Live}/content"),
        new("transcription-only", HttpMethod.Post, Of(Transcribing, Transcription, "text"), Json(new { text = "hello" })),
        new("idempotency-conflict", HttpMethod.Post, Of(Live, Session, "text"), Json(new { text = "other words", inputId = "i1" })),
        new("beyond-end", HttpMethod.Get, $"/conversations/{Live}/events?after=99"),
        new("unsupported-media-type", HttpMethod.Post, Of(Live, Session, "text"), Bytes("image/png")),
        new("at-capacity", HttpMethod.Post, "/conversations/call-0/sessions", Json(new { })),
    ];

    /// <summary>One of each class, and of each status that a class has.</summary>
    public static IEnumerable<Exception> Exceptions() =>
    [
        new InvalidOptionsException("voice", "voice must be a name."),
        new ModelEndedException(new ModelLifetime("gpt-4o-realtime-preview", new DateOnly(2026, 5, 7), "gpt-realtime-2.1")),
        new UnauthorizedException("Send an API key or a token as a bearer token: Authorization: Bearer …", wasPresented: false),
        new BudgetExhaustedException(new Overspending(new Budget(null, Period.Day, Measure.Tokens, 100_000), 100_412),
            new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero)),
        new InsufficientScopeException("sessions:start", "This needs the scope sessions:start."),
        new OriginRefusedException(),
        new UnknownConversationException("call-0"),
        new UnknownSessionException(Live, Nobody),
        new UnknownHandoffException(Session, "call_9"),
        new UnknownWorkerException("worker-0"),
        new UnknownKeyException("key-0"),
        new UnknownClientSecretException("secret-0"),
        new UnknownModelException("gpt-0"),
        new BadHttpRequestException("Reading the request body timed out.", StatusCodes.Status408RequestTimeout),
        new ConversationBusyException(Session),
        new SessionNotLiveException(Ended),
        new SessionNotStartedException(Session),
        new SessionLiveException(Session),
        new HandoffClosedException(Session, "call_1", "No answer came in time."),
        new TranscriptionOnlyException(Transcription),
        new IdempotencyConflictException("inputId i1"),
        new BeyondEndException(Live, version: 99, last: 2),
        new ConversationArchivedException(Live),
        new TooLargeException("A request may have at most 1048576 bytes of audio: send less at a time."),
        new InputOverloadedException(Session, limit: 64),
        new ImagesOverloadedException(Session),
        new LimitReachedException("Realtime:RequestsInFlight", 1_000, "requests at a time", StatusCodes.Status503ServiceUnavailable),
        new OwnedQuota(Quota.Starts, QuotaOwner.Key, "key-1", Most: 60).Reached(TimeSpan.FromSeconds(2)),
        new IssuerUnavailableException(),
        new AtCapacityException(),
        new OwnerUnreachableException(Session),
        new ConversationContendedException(Live),
        new NpgsqlException("The database does not answer.", new IOException()),
        new DamagedConversationException(Tenant.Default.Conversation(Live), version: 12),
        new NotSupportedException("A fault that nobody expects."),
    ];

    static string Of(string conversation, Guid session, string what) => $"/conversations/{conversation}/sessions/{session}/{what}";

    static JsonContent Json(object body) => JsonContent.Create(body);

    static ByteArrayContent Bytes(string type) => new([0, 0]) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
