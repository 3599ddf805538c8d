using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.EventLog.Claims;
using Realtime.Worker.Claims;
using Realtime.Worker.Leases;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Internal;

/// <summary>
/// The endpoints for other services: the connection on which an API relays live traffic, offers and drain calls, and what the worker still
/// holds of sessions, for finding leaks.
/// </summary>
static class InternalEndpoints
{
    public static void MapInternal(this WebApplication app)
    {
        var services = app.MapGroup("/internal").AddEndpointFilter<LogUnavailable>().AddEndpointFilter<InternalKey>().ExcludeFromDescription();
        services.MapGet("/sockets", SocketsEndpoint.Handle);
        services.MapGet("/conversations/{conversation}/sessions/{session:guid}", LoneSocketEndpoint.Handle);
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
}
