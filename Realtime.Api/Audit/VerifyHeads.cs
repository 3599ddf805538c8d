using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Api.Audit;

/// <summary>Intact says that every head is still in its place; GET /audit/verify checks the events before each.</summary>
sealed record HeadsVerification(bool Intact, long Heads, IEnumerable<FindingView> Findings, bool Truncated);

static class VerifyHeads
{
    const int HeadsAtOnce = 500;

    public static async Task<Ok<HeadsVerification>> Handle(HttpRequest request, ClaimsPrincipal caller, SealHeads heads,
        CancellationToken ct)
    {
        var findings = new List<FindingView>();
        long count = 0, broken = 0;
        try
        {
            await foreach (var chunk in Read(request.Body, caller, ct).Chunk(HeadsAtOnce).WithCancellation(ct))
            {
                var found = await heads.Check(chunk, ct);
                count += chunk.Length;
                broken += found.Count;
                findings.AddRange(found.Select(FindingView.Of).Take(LogVerification.MostFindings - findings.Count));
            }
        }
        catch (JsonException)
        {
            throw new InvalidOptionsException(
                "heads", $"The body must be lines of JSON as GET /audit/heads gives them; {(count == 0 ? "one is not" : $"one after the first {count} is not")}.");
        }

        if (count == 0) throw new InvalidOptionsException("heads", "The body must hold at least one line of GET /audit/heads.");
        return TypedResults.Ok(new HeadsVerification(broken == 0, count, findings, broken > findings.Count));
    }

    static async IAsyncEnumerable<SealHead> Read(Stream body, ClaimsPrincipal caller,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var head in JsonSerializer.DeserializeAsyncEnumerable<HeadView>(body, topLevelValues: true,
            JsonSerializerOptions.Web, ct))
        {
            if (head is not { Conversation.Length: > 0, Version: > 0, Seal: not null })
                throw new InvalidOptionsException("heads", "Each head must have a conversation, a version and a seal.");
            if (!ConversationId.IsValid(head.Conversation))
                throw new InvalidOptionsException("heads", $"Each head's conversation must be {ConversationId.Rule}");
            var tenant = caller.TenantInView(head.Tenant ?? Tenant.Default.Name)!;
            yield return new SealHead(tenant.Conversation(head.Conversation), head.Version, head.Sequence, head.Seal);
        }
    }
}
