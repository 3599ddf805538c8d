using System.Security.Claims;
using System.Text.Json;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Api.Audit;

/// <param name="Sealing">How far the whole log is sealed: for operators of the deployment.</param>
sealed record VerificationView(
    bool Intact, long Conversations, long Events, long Seals, Sealing? Sealing, IEnumerable<FindingView> Findings, bool Truncated);

static class VerifyLog
{
    /// <summary>
    /// Verifies one conversation, the caller's tenant, or for an operator all tenants. As NDJSON it sends a line with its progress now and
    /// then, and the result as the last line.
    /// </summary>
    public static async Task<IResult> Handle(HttpContext context, ClaimsPrincipal caller, LogVerification verification, History history,
        Ndjson ndjson, TimeProvider time, CancellationToken ct, string? conversation = null, string? tenant = null)
    {
        var inView = caller.TenantInView(tenant);
        if (conversation is not null) ValidConversation.Check(conversation);
        if (!Ndjson.IsAskedFor(context.Request)) return TypedResults.Ok(await Verify(null, ct));
        await ndjson.Write(context, VerificationLine.Of(Verify, time, ct),
            static (json, line) => JsonSerializer.Serialize(json, line, JsonSerializerOptions.Web), ct, atOnce: true);
        return Results.Empty;

        async Task<VerificationView> Verify(IProgress<VerificationProgress>? report, CancellationToken stopped)
        {
            var result = conversation is not null ? await One((inView ?? caller.Tenant).Conversation(conversation), stopped)
                : inView is null ? await verification.All(stopped, report)
                : await verification.All(inView, stopped, report);
            return new VerificationView(result.Intact, result.Conversations, result.Events, result.Seals,
                caller.IsOperator ? result.Sealing : null, result.Findings.Select(FindingView.Of), result.Truncated);
        }

        async Task<Verification> One(ConversationKey key, CancellationToken stopped)
        {
            var result = await verification.One(key, stopped);
            // A conversation that was removed still has its seals, or its sessions are still listed, which is a finding.
            return result is { Events: 0, Seals: 0, Findings.Count: 0 } && await history.Find(key, stopped) is null
                ? throw new UnknownConversationException(key.Name)
                : result;
        }
    }
}
