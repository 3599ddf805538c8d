using System.Globalization;

namespace Realtime.Sessions.Spending;

/// <summary>How much a tenant or one of its keys may spend in a day or a month.</summary>
/// <param name="Key">The id of the key; null for the tenant's budget.</param>
/// <param name="Most">In the measure's unit.</param>
public sealed record Budget(string? Key, Period Period, Measure Measure, decimal Most)
{
    /// <summary>Whose budget it is.</summary>
    public string Of => Key is null ? "tenant" : "key";
}

/// <summary>What a tenant has spent of a measure in this day and this month, in stored amounts, through one of its keys.</summary>
/// <param name="Key">The id of the key that started the sessions; empty for other credentials.</param>
public sealed record Spent(string Key, string Measure, decimal Day, decimal Month);

/// <summary>A budget that is used up.</summary>
/// <param name="Spent">In the measure's unit.</param>
public sealed record Overspending(Budget Budget, decimal Spent)
{
    /// <summary>What is used up, for people.</summary>
    public string What => string.Create(CultureInfo.InvariantCulture,
        $"This {Budget.Of} has spent {Spent:0.######} {Budget.Measure.Currency ?? Budget.Measure.Name} of the {Budget.Most:0.######} of its {Budget.Period.Word}");

    public SessionError Error => new("budget_exhausted", What + ".", ErrorOrigin.Worker, Retryable: false);

    /// <summary>The first of the budgets that is used up; null if none is.</summary>
    /// <param name="spent">What the tenant has spent through all its keys.</param>
    public static Overspending? Of(IEnumerable<Budget> budgets, IReadOnlyList<Spent> spent) => budgets
        .Select(budget => new Overspending(budget, Sum(budget, spent))).FirstOrDefault(each => each.Spent >= each.Budget.Most);

    /// <summary>What is spent of a budget, in the measure's unit.</summary>
    public static decimal Sum(Budget budget, IEnumerable<Spent> spent) =>
        spent.Where(each => each.Measure == budget.Measure.Stored && (budget.Key is null || each.Key == budget.Key))
            .Sum(each => budget.Period is Period.Day ? each.Day : each.Month) / budget.Measure.Unit;
}
