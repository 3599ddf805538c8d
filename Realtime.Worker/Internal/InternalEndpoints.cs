using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.EventLog.Claims;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions;
using Realtime.Sessions.Provider;
using Realtime.Worker.Claims;
using Realtime.Worker.Leases;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Internal;

/// <summary>
/// The endpoints for other services: WebSockets on which APIs relay live traffic (one for a session's audio, one for each live socket),
/// offers and drain calls, and what the worker still holds of sessions, for finding leaks.
/// </summary>
static class InternalEndpoints
{
    // Pings find an API whose machine is lost.
    static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15), PongPatience = TimeSpan.FromSeconds(10);

    public static void MapInternal(this WebApplication app)
    {
        var services = app.MapGroup("/internal").AddEndpointFilter<LogUnavailable>().AddEndpointFilter<InternalKey>().ExcludeFromDescription();
        services.MapGet("/conversations/{conversation}/sessions/{session:guid}", Handle);
        services.MapPut("/conversations/{conversation}/sessions/{session:guid}/media", MediaEndpoint.Handle)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(SessionMedia.MostBytes));
        services.MapGet("/remains", Remains);
        services.MapGet("/lease", Witness);
        services.MapGet("/models", Models);
        services.MapPost("/claims", Take);
        services.MapPost("/drain", Drain);
    }

    /// <summary>Not cancelled with the request: a claim that has begun must run the session or release its place.</summary>
    static async Task<Ok<ClaimReply>> Take(ClaimOffer offer, SessionClaims claims, SessionRegistry sessions, WorkerLease lease)
    {
        var answer = lease.Registered.IsCompleted ? await claims.Take(offer, CancellationToken.None) : ClaimAnswer.NoRoom;
        return TypedResults.Ok(new ClaimReply(answer, sessions.Count));
    }

    /// <summary>Drains at once; the worker's row says the same.</summary>
    static NoContent Drain(SessionRegistry sessions)
    {
        sessions.Drain();
        return TypedResults.NoContent();
    }

    /// <summary>200 with the provider's models as it lists them; 204 if it does not say.</summary>
    static async Task<IResult> Models(ModelList models, CancellationToken ct) =>
        await models.Get(ct) is { } list ? TypedResults.Ok(list) : TypedResults.NoContent();

    /// <summary>Answers a worker that cannot renew its lease.</summary>
    static Ok<Witness> Witness(DatabaseWatch watch) => TypedResults.Ok(new Witness((long)watch.UntilJudgement.TotalMilliseconds));

    static Ok<SessionRemainsView> Remains(SessionRegistry sessions, SessionRemains remains) =>
        TypedResults.Ok(remains.View(sessions.Count));

    static async Task<IResult> Handle(
        string conversation, Guid session, HttpContext context, SessionRegistry sessions, IHostApplicationLifetime lifetime,
        string tenant = "default", bool live = false, bool drive = false, bool claims = false,
        string? pins = null)
    {
        if (!context.WebSockets.IsWebSocketRequest) return TypedResults.BadRequest("This address speaks WebSocket.");
        if (Tenant.TryParse(tenant) is not { } of || sessions.Find(of.Conversation(conversation), session) is not { } found)
            return TypedResults.NotFound();
        if (!live && found.Intake.IsCancellationRequested) return TypedResults.NotFound(); // the session's next owner may take it
        if (live && found.Live.IsFull) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = PingInterval, KeepAliveTimeout = PongPatience });
        PollThread.Handle(context);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(live ? found.Over
            : found.Intake, lifetime.ApplicationStopped, context.RequestAborted);
        if (live) await LiveSocketServer.Run(
            socket, found, drive, claims, pins is null ? null : Pins.Parse(pins), over.Token);
        else await AudioSocketServer.Run(socket, found, over.Token);
        return TypedResults.Empty;
    }
}
