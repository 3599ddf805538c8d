using Realtime.EventLog.Spending;
using Realtime.Sessions;
using Realtime.Sessions.Spending;

namespace Realtime.Api.Limits;

/// <summary>Lets no session start whose tenant or key has used up a budget.</summary>
sealed class BudgetGate(BudgetBook book, SpendingStore spending, TimeProvider time)
{
    /// <exception cref="BudgetExhaustedException">A budget is used up.</exception>
    public async Task Check(Tenant tenant, string? key, CancellationToken ct)
    {
        if (book.Of(tenant, key) is not { Count: > 0 } budgets) return;
        var now = time.GetUtcNow();
        if (Overspending.Of(budgets, await spending.Of(tenant, now, ct)) is { } over)
            throw new BudgetExhaustedException(over, over.Budget.Period.End(now));
    }
}

/// <summary>The tenant or the key has spent as much as it may until this time.</summary>
sealed class BudgetExhaustedException(Overspending over, DateTimeOffset resetsAt) : SessionRefusedException(
    "budget-exhausted", $"{over.What}: start again after {resetsAt:yyyy-MM-dd'T'HH:mm:ss'Z'}, or ask for a larger budget.")
{
    public Overspending Over { get; } = over;
    public DateTimeOffset ResetsAt { get; } = resetsAt;
}
