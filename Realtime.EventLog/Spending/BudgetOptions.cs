using System.ComponentModel.DataAnnotations;
using Realtime.EventLog.Access;
using Realtime.Sessions.Spending;

namespace Realtime.EventLog.Spending;

/// <summary>Settings under Realtime:Budgets: how much each tenant and each key may spend. APIs and workers need the same.</summary>
public sealed class BudgetOptions : IValidatableObject
{
    public const string Section = "Realtime:Budgets";

    /// <summary>The budgets of every tenant.</summary>
    public BudgetSettings Tenant { get; } = new();

    /// <summary>The budgets of every key, within those of its tenant.</summary>
    public BudgetSettings Key { get; } = new();

    /// <summary>Tenants with budgets of their own. What an entry leaves out is as for every tenant.</summary>
    public IList<NamedBudgets> Tenants { get; } = [];

    /// <summary>Keys with budgets of their own, by their ids.</summary>
    public IList<NamedBudgets> Keys { get; } = [];

    /// <summary>How often a worker compares what the tenants of its sessions have spent with their budgets, in seconds.</summary>
    [Range(1, 30, ErrorMessage = "Realtime:Budgets:CheckSeconds must be 1 to 30.")]
    public int CheckSeconds { get; set; } = 10;

    /// <summary>How long a session goes on after its clients are warned, in seconds.</summary>
    [Range(0, 600, ErrorMessage = "Realtime:Budgets:GraceSeconds must be 0 to 600.")]
    public int GraceSeconds { get; set; } = 10;

    /// <summary>The currency of the budgets for money, as the price table names it.</summary>
    [RegularExpression("^[A-Z]{3}$", ErrorMessage = "Realtime:Budgets:Currency must be three letters of ISO 4217, for example USD.")]
    public string Currency { get; set; } = "USD";

    /// <summary>What a budget may limit.</summary>
    internal IReadOnlyList<Measure> Measures => [Measure.SessionMinutes, Measure.Tokens, Measure.Cost(Currency)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. NamedLimits.Wrong(Section, Tenants, Keys),
        .. Wrong("Tenant", Tenant), .. Wrong("Key", Key),
        .. Tenants.SelectMany((entry, at) => Wrong($"Tenants:{at}", entry)), .. Keys.SelectMany((entry, at) => Wrong($"Keys:{at}", entry)),
    ];

    IEnumerable<ValidationResult> Wrong(string place, BudgetSettings settings) =>
        from period in Enum.GetValues<Period>()
        from measure in Measures
        where settings.Of(period, measure) < 0
        select new ValidationResult($"{Section}:{place}:{period}:{measure.Name} must not be negative.");
}

/// <summary>The budgets of one tenant or key.</summary>
public class BudgetSettings
{
    /// <summary>For a day, in UTC.</summary>
    public BudgetAmounts Day { get; } = new();

    /// <summary>For a month, in UTC.</summary>
    public BudgetAmounts Month { get; } = new();

    internal decimal? Of(Period period, Measure measure) => (period is Period.Day ? Day : Month).Of(measure);
}

/// <summary>How much may be spent in a period. Not set: as much as there is.</summary>
public sealed class BudgetAmounts
{
    /// <summary>Minutes from the start of each session to its end.</summary>
    public decimal? SessionMinutes { get; set; }

    /// <summary>Tokens in both directions, as upstream counts them.</summary>
    public decimal? Tokens { get; set; }

    /// <summary>Money, in Realtime:Budgets:Currency, by the price table of the workers.</summary>
    public decimal? Cost { get; set; }

    internal decimal? Of(Measure measure) =>
        measure == Measure.SessionMinutes ? SessionMinutes : measure == Measure.Tokens ? Tokens : Cost;
}

public sealed class NamedBudgets : BudgetSettings, INamedLimits
{
    public string Name { get; set; } = "";
}
