using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Description;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.EventLog.Access;
using Realtime.EventLog.Isolation;
using Realtime.Sessions;

namespace Realtime.Api.Access.Keys;

/// <param name="Key">The whole key; only the answer to its creation has it.</param>
/// <param name="LastUsedAt">To the hour.</param>
sealed record KeyView(
    string Id, string Tenant, bool Test, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string? RevokedBy, string? Key = null)
{
    public static KeyView Of(KeyRow row, string? key = null) => new(
        row.Id, row.Tenant.Name, row.Tenant.IsTest, row.Name, row.Scopes, row.CreatedAt, row.CreatedBy, row.ExpiresAt, row.LastUsedAt,
        row.RevokedAt, row.RevokedBy, key);
}

/// <summary>Newest first, revoked ones too.</summary>
sealed record KeyList(IEnumerable<KeyView> Keys);

/// <param name="SessionsEnded">The number of the key's live sessions that were asked to end; null if the request did not ask for
/// that.</param>
sealed record KeyRevoked(KeyView Key, int? SessionsEnded);

static class KeyEndpoints
{
    const int MostListed = 1_000;

    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/keys").RequireScopes(Scopes.Operate).WithTags("Keys");
        keys.MapPost("", Create).WithSummary("Make a key: only this answer contains it");
        keys.MapGet("", List).WithSummary("The keys of your tenant, or for operators of every tenant; never the keys themselves");
        keys.MapDelete("/{key}", Revoke)
            .WithSummary("Revoke a key on every node; endSessions=true ends the live sessions that it started too")
                .Refuses(ProblemTypes.UnknownKey);
    }

    static async Task<Created<KeyView>> Create(KeyRequest request, ClaimsPrincipal caller, KeyRows rows, KnownKeys known, TimeProvider time,
        ILogger<KeyRows> logger, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var made = request.Check(caller, now);
        var row = made.Row(caller.Subject, now);
        await rows.Add(row, ct);
        await known.Refresh();
        KeyLog.Made(logger, row.Id, row.Tenant.ToString(), row.CreatedBy);
        return TypedResults.Created($"/keys/{row.Id}", KeyView.Of(row, made.Key));
    }

    static async Task<Ok<KeyList>> List(ClaimsPrincipal caller, KeyRows rows, CancellationToken ct, string? tenant = null)
    {
        var inView = caller.TenantInView(tenant);
        var found = await rows.List(inView, MostListed, ct);
        // A tenant's list includes its test keys.
        if (inView is { IsTest: false })
            found = [.. found.Concat(await rows.List(new Tenant(inView.Name, isTest: true), MostListed, ct))
                .OrderByDescending(key => key.CreatedAt)];
        return TypedResults.Ok(new KeyList(found.Select(row => KeyView.Of(row))));
    }

    static async Task<Ok<KeyRevoked>> Revoke(
        string key, ClaimsPrincipal caller, KeyRows rows, KnownKeys known, LiveSessionQueries sessions, RowByRow each,
        Conversations conversations, ILogger<KeyRows> logger, CancellationToken ct, bool endSessions = false)
    {
        var tenant = caller.IsOperator ? null : new Tenant(caller.Tenant.Name, KeyText.IsTest(key));
        var row = await rows.Revoke(tenant, key, caller.Subject, ct) ?? throw new UnknownKeyException(key);
        await known.Refresh();
        KeyLog.Revoked(logger, row.Id, row.Tenant.ToString(), caller.Subject);
        return TypedResults.Ok(new KeyRevoked(KeyView.Of(row), endSessions ? await EndSessions() : null));

        async Task<int> EndSessions()
        {
            var ended = 0;
            await each.Each("end session of a revoked key", await sessions.StartedBy(row.Tenant, row.Id, ct), live => live.Conversation.Stream,
                async (live, inTime) =>
                {
                    await conversations.Transact(live.Conversation, new RequestEnd(live.SessionId), inTime);
                    Interlocked.Increment(ref ended);
                }, ct);
            return ended;
        }
    }
}

static partial class KeyLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} of tenant {Tenant} was made by {Subject}")]
    public static partial void Made(ILogger logger, string key, string tenant, string subject);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Key {Key} of tenant {Tenant} was revoked by {Subject}; every node closes what it opened")]
    public static partial void Revoked(ILogger logger, string key, string tenant, string subject);
}
