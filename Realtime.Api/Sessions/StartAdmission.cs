using Realtime.Api.Limits;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>Appends a start if its tenant and its key have room for it, and have not used up a budget.</summary>
sealed class StartAdmission(Conversations conversations, BudgetGate budgets, LiveSessionQuota live, Author author)
{
    /// <exception cref="LimitReachedException">The tenant or the key has as many live sessions as it may.</exception>
    /// <exception cref="BudgetExhaustedException">The tenant or the key has used up a budget.</exception>
    public async Task<Committed> Transact(ConversationKey conversation, Start start, CancellationToken ct)
    {
        var key = author.By?.Invoke()?.Key;
        await budgets.Check(conversation.Tenant, key, ct);
        return await live.Within(conversation, key, () => conversations.Transact(conversation, start, ct), ct);
    }
}
