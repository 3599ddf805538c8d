using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Realtime.Sessions;
using Realtime.Sessions.Spending;

namespace Realtime.EventLog.Spending;

/// <summary>The budgets of every tenant and key.</summary>
public sealed class BudgetBook(IOptions<BudgetOptions> options)
{
    readonly FrozenDictionary<string, NamedBudgets> tenants = options.Value.Tenants.ToFrozenDictionary(each => each.Name);
    readonly FrozenDictionary<string, NamedBudgets> keys = options.Value.Keys.ToFrozenDictionary(each => each.Name);

    /// <summary>The budgets that concern sessions of this tenant that this key starts; without a key only the tenant's.</summary>
    public IReadOnlyList<Budget> Of(Tenant tenant, string? key) =>
    [
        .. Of(null, options.Value.Tenant, tenants.GetValueOrDefault(tenant.ToString())),
        .. key is null ? [] : Of(key, options.Value.Key, keys.GetValueOrDefault(key)),
    ];

    IEnumerable<Budget> Of(string? key, BudgetSettings all, NamedBudgets? own) =>
        from period in Enum.GetValues<Period>()
        from measure in options.Value.Measures
        let most = own?.Of(period, measure) ?? all.Of(period, measure)
        where most is not null
        select new Budget(key, period, measure, most.Value);
}
