using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Audit;

/// <param name="Sealing">How far the whole log is sealed: for operators of the deployment.</param>
sealed record VerificationView(
    bool Intact, long Conversations, long Events, long Seals, Sealing? Sealing, IEnumerable<FindingView> Findings, bool Truncated);

static class VerifyLog
{
    /// <summary>Verifies one conversation, the caller's tenant, or for an operator all tenants.</summary>
    public static async Task<Ok<VerificationView>> Handle(
        ClaimsPrincipal caller, LogVerification verification, History history, CancellationToken ct, string? conversation = null,
        string? tenant = null)
    {
        var result = await Verify(caller.TenantInView(tenant), conversation, caller, verification, history, ct);
        return TypedResults.Ok(new VerificationView(result.Intact, result.Conversations, result.Events, result.Seals,
            caller.IsOperator ? result.Sealing : null,
            result.Findings.Select(FindingView.Of), result.Truncated));
    }

    static async Task<Verification> Verify(
        Realtime.Sessions.Tenant? tenant, string? conversation, ClaimsPrincipal caller, LogVerification verification, History history,
        CancellationToken ct)
    {
        if (conversation is null) return tenant is null ? await verification.All(ct) : await verification.All(tenant, ct);
        ValidConversation.Check(conversation);
        var key = (tenant ?? caller.Tenant).Conversation(conversation);
        var result = await verification.One(key, ct);
        // A conversation that was removed still has its seals.
        if (result is { Events: 0, Seals: 0 } && await history.Find(key, ct) is null) throw new UnknownConversationException(conversation);
        return result;
    }
}
