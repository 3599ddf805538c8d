using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Audit;

/// <summary>How far the caller's conversations are sealed.</summary>
/// <param name="Behind">The number of events that are not sealed yet.</param>
/// <param name="Since">The time of the oldest of them; null if all are sealed.</param>
/// <param name="Unsealed">The number of conversations that cannot be sealed and are tried again.</param>
/// <param name="Sealing">How far the whole log is sealed: for operators of the deployment.</param>
sealed record SealingView(long Behind, DateTimeOffset? Since, long Unsealed, Sealing? Sealing);

static class ReadSealing
{
    public static async Task<Ok<SealingView>> Handle(ClaimsPrincipal caller, SealProgress progress, CancellationToken ct, string? tenant = null)
    {
        var lag = await progress.LagOf(caller.TenantInView(tenant), ct);
        return TypedResults.Ok(new SealingView(lag.Behind, lag.Since, lag.Unsealed, caller.IsOperator ? await progress.Read(ct) : null));
    }
}
