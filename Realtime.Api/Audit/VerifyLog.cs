using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Audit;

static class VerifyLog
{
    public static async Task<Ok<Verification>> Handle(LogVerification verification, History history, CancellationToken ct, string? conversation = null)
    {
        if (conversation is null) return TypedResults.Ok(await verification.All(ct));
        ValidConversation.Check(conversation);
        var result = await verification.One(conversation, ct);
        // One that was removed is known by its seals.
        if (result is { Events: 0, Seals: 0 } && await history.Find(conversation, ct) is null) throw new UnknownConversationException(conversation);
        return TypedResults.Ok(result);
    }
}
