using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>What a start may say; everything is optional.</summary>
/// <param name="Session">The provider's own session object, of type realtime or transcription.</param>
sealed record StartRequest(
    Guid? SessionId = null,
    string? Model = null,
    string? Voice = null,
    string? Instructions = null,
    string? Modality = null,
    string? IfActive = null,
    string? OnWorkerLost = null,
    string? AtCap = null,
    int? MaxSeconds = null,
    int? IdleSeconds = null,
    [property: JsonConverter(typeof(AnyJson))] JsonElement? Session = null,
    string? EndUser = null)
{
    public static readonly StartRequest Nothing = new();

    /// <summary>What the address asks for.</summary>
    [JsonIgnore]
    public SessionType Type { get; init; }
}

static class StartSession
{
    public static async Task<Accepted<SessionAccepted>> Handle(
        string conversation, HttpContext context, ClaimsPrincipal caller, Preflight preflight, SessionRequests requests,
        CancellationToken ct, StartRequest? request = null)
    {
        var key = caller.Conversation(conversation);
        var start = await preflight.Check(key, request ?? StartRequest.Nothing, IdempotencyKey.Of(context), ct);
        var accepted = await requests.Start(key, start.Start, ct);
        return TypedResults.Accepted($"/conversations/{conversation}/sessions/{start.Start.SessionId}",
            accepted with { UnknownFields = start.Unknown.Count == 0 ? null : start.Unknown });
    }
}

/// <summary>An accepted start: the version is that of its session_requested. Warnings say what its client should change soon.</summary>
sealed record SessionAccepted(
    string Conversation, Guid SessionId, SessionPhase Phase, long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null)
{
    /// <summary>The JSON paths of fields of the session object that the API does not know; they pass through to the provider.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? UnknownFields { get; init; }

    /// <summary>False for a repeat.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }
}
