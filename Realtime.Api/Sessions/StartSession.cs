using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>What a start may say; everything is optional.</summary>
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
    int? IdleSeconds = null)
{
    public static readonly StartRequest Nothing = new();
}

static class StartSession
{
    public static async Task<Accepted<SessionAccepted>> Handle(
        string conversation, HttpContext context, ClaimsPrincipal caller, Preflight preflight, SessionRequests requests,
        CancellationToken ct, StartRequest? request = null)
    {
        var key = caller.Conversation(conversation);
        var start = await preflight.Check(key, request ?? StartRequest.Nothing, IdempotencyKey.Of(context), ct);
        var accepted = await requests.Start(key, start, ct);
        return TypedResults.Accepted($"/conversations/{conversation}/sessions/{start.SessionId}", accepted);
    }
}

/// <summary>An accepted start: the version is that of its session_requested. Warnings say what its client should change soon.</summary>
sealed record SessionAccepted(
    string Conversation, Guid SessionId, SessionPhase Phase, long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null);
