using System.Security.Cryptography;
using System.Text;
using Realtime.EventLog;
using Realtime.Worker.Claims;
using Realtime.Worker.Leases;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Internal;

/// <summary>
/// Where APIs bring live traffic: authenticated WebSockets, one for the audio of a session and one for each of its live sockets. Where other
/// workers offer sessions. And what the worker holds of sessions, for whoever looks for leaks.
/// </summary>
static class InternalEndpoints
{
    // An API whose machine is gone closes nothing.
    static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15), PongPatience = TimeSpan.FromSeconds(10);

    public static void MapInternal(this WebApplication app)
    {
        app.MapGet("/internal/conversations/{conversation}/sessions/{session:guid}", Handle).ExcludeFromDescription();
        app.MapGet("/internal/remains", Remains).ExcludeFromDescription();
        app.MapPost("/internal/claims", Take).ExcludeFromDescription();
        app.MapPost("/internal/drain", Drain).ExcludeFromDescription();
    }

    /// <summary>Not cancelled with the request: once begun, a claim is lived or released.</summary>
    static async Task<IResult> Take(ClaimOffer offer, HttpRequest request, SharedSecret secret, SessionClaims claims, SessionRegistry sessions, WorkerLease lease)
    {
        if (!IsAuthorized(request, await secret.Get(CancellationToken.None))) return TypedResults.Unauthorized();
        var answer = lease.Registered.IsCompleted ? await claims.Take(offer, CancellationToken.None) : ClaimAnswer.NoRoom;
        return TypedResults.Ok(new ClaimReply(answer, sessions.Count));
    }

    /// <summary>What this worker's row says already, sooner than it reads it there.</summary>
    static async Task<IResult> Drain(HttpRequest request, SharedSecret secret, SessionRegistry sessions, CancellationToken ct)
    {
        if (!IsAuthorized(request, await secret.Get(ct))) return TypedResults.Unauthorized();
        sessions.Drain();
        return TypedResults.NoContent();
    }

    static async Task<IResult> Remains(HttpRequest request, SharedSecret secret, SessionRegistry sessions, SessionRemains remains, CancellationToken ct) =>
        IsAuthorized(request, await secret.Get(ct)) ? TypedResults.Ok(remains.View(sessions.Count)) : TypedResults.Unauthorized();

    static async Task<IResult> Handle(
        string conversation, Guid session, HttpContext context, SharedSecret secret, SessionRegistry sessions, IHostApplicationLifetime lifetime,
        bool live = false, bool drive = false, bool claims = false)
    {
        if (!IsAuthorized(context.Request, await secret.Get(context.RequestAborted))) return TypedResults.Unauthorized();
        if (!context.WebSockets.IsWebSocketRequest) return TypedResults.BadRequest("This address speaks WebSocket.");
        if (sessions.Find(session) is not { } actor || actor.Session.Conversation != conversation) return TypedResults.NotFound();
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = PingInterval, KeepAliveTimeout = PongPatience });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(live ? actor.Over : actor.Intake, lifetime.ApplicationStopped, context.RequestAborted);
        if (live) await LiveLink.Run(socket, actor, drive, claims, over.Token);
        else await AudioLink.Run(socket, actor, over.Token);
        return TypedResults.Empty;
    }

    static bool IsAuthorized(HttpRequest request, string key) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes("Bearer " + key));
}
