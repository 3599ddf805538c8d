using Realtime.Api.Limits;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>Appends a start if its tenant and its key have room for it, and have not used up a budget.</summary>
sealed class StartAdmission(Conversations conversations, BudgetGate budgets, LiveSessionQuota live, Author author)
{
    /// <exception cref="LimitReachedException">The tenant or the key has as many live sessions as it may.</exception>
    /// <exception cref="BudgetExhaustedException">The tenant or the key has used up a budget.</exception>
    /// <param name="unless">Nothing is appended if this says so.</param>
    public Task<Committed> Transact(ConversationKey conversation, Start start, Task<bool>? unless, CancellationToken ct) =>
        Within(conversation, () => conversations.Transact(conversation, start, ct, unless: unless), ct);

    /// <summary>Refuses what it would refuse to append, and appends nothing.</summary>
    /// <exception cref="SessionRefusedException">As above, or the log would refuse the start.</exception>
    public Task Judge(ConversationKey conversation, Start start, CancellationToken ct) =>
        Within(conversation, () => conversations.Judge(conversation, start, ct), ct);

    async Task<Committed> Within(ConversationKey conversation, Func<Task<Committed>> act, CancellationToken ct)
    {
        var key = author.By?.Invoke()?.Key;
        await budgets.Check(conversation.Tenant, key, ct);
        return await live.Within(conversation, key, act, ct);
    }
}
