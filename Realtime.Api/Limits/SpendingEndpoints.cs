using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.EventLog.Spending;
using Realtime.Sessions.Spending;

namespace Realtime.Api.Limits;

/// <summary>What a tenant has spent in this day and this month, in UTC, and how that stands to its budgets.</summary>
sealed record SpendingView(string Tenant, IEnumerable<SpentView> Spent, IEnumerable<BudgetView> Budgets);

/// <param name="Key">The id of the key that started the sessions; null for other credentials.</param>
/// <param name="Currency">Of a cost; null for other measures.</param>
sealed record SpentView(string? Key, string Measure, string? Currency, decimal Day, decimal Month);

/// <param name="Key">The id of the key whose budget it is; null for the tenant's.</param>
sealed record BudgetView(string? Key, string Measure, string? Currency, Period Period, decimal Most, decimal Spent, DateTimeOffset ResetsAt);

static class SpendingEndpoints
{
    public static void MapSpending(this IEndpointRouteBuilder app) =>
        app.MapGet("/spending", Read).RequireScopes(Scopes.SessionsRead).WithTags("Sessions")
            .WithSummary("What your tenant has spent in this day and month, and its budgets; a moment behind the log");

    static async Task<Ok<SpendingView>> Read(ClaimsPrincipal caller, SpendingStore store, BudgetBook book, TimeProvider time,
        CancellationToken ct, string? tenant = null)
    {
        var (of, now) = (caller.TenantInView(tenant) ?? caller.Tenant, time.GetUtcNow());
        var spent = await store.Of(of, now, ct);
        string?[] keys = [.. spent.Select(each => each.Key).Where(key => key.Length > 0).Distinct()];
        var budgets = keys.SelectMany(key => book.Of(of, key)).Concat(book.Of(of, key: null)).Distinct();
        return TypedResults.Ok(new SpendingView(of.ToString(),
            spent.Select(each => Measure.OfStored(each.Measure) is { } measure
                ? new SpentView(each.Key.Length > 0 ? each.Key : null, measure.Name, measure.Currency, each.Day / measure.Unit, each.Month / measure.Unit)
                : null).OfType<SpentView>(),
            budgets.Select(budget => new BudgetView(budget.Key, budget.Measure.Name, budget.Measure.Currency, budget.Period, budget.Most,
                Overspending.Sum(budget, spent), budget.Period.End(now)))));
    }
}
