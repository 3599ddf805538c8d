namespace Realtime.Sessions.Spending;

/// <summary>Something that sessions spend, and that a budget limits.</summary>
/// <param name="Name">In settings and refusals, in camel case.</param>
/// <param name="Stored">The name under which the projection stores amounts.</param>
/// <param name="Unit">How much of the stored amount is one of the budget's unit.</param>
public sealed record Measure(string Name, string Stored, decimal Unit)
{
    const string CostPrefix = "cost_";

    /// <summary>The time from session_started to session_ended. It is stored in seconds, and budgets are in minutes.</summary>
    public static readonly Measure SessionMinutes = new("sessionMinutes", "session_seconds", Unit: 60);

    /// <summary>Tokens in both directions and of transcriptions, as upstream counts them.</summary>
    public static readonly Measure Tokens = new("tokens", "tokens", Unit: 1);

    /// <summary>Money by the price table; each currency is a measure of its own. What has no known price is not in it.</summary>
    public static Measure Cost(string currency) => new("cost", CostPrefix + currency, Unit: 1);

    /// <summary>The currency of a cost; null for other measures.</summary>
    public string? Currency => Stored.StartsWith(CostPrefix, StringComparison.Ordinal) ? Stored[CostPrefix.Length..] : null;

    /// <summary>The measure of a stored amount; null for one of a newer version.</summary>
    public static Measure? OfStored(string stored) => stored.StartsWith(CostPrefix, StringComparison.Ordinal)
        ? Cost(stored[CostPrefix.Length..])
        : new[] { SessionMinutes, Tokens }.FirstOrDefault(measure => measure.Stored == stored);

    /// <summary>The events that spend something by themselves. Time is spent between two events.</summary>
    public static IReadOnlyList<Type> SpentBy { get; } = [typeof(ResponseDone), typeof(TranscriptCompleted)];

    /// <summary>What this event spends, in stored amounts.</summary>
    public static IEnumerable<(Measure Measure, decimal Amount)> In(SessionEvent e) => e switch
    {
        ResponseDone done => In(done.Usage, done.Cost),
        TranscriptCompleted said => In(said.Usage?.Tokens, said.Cost),
        _ => [],
    };

    static IEnumerable<(Measure, decimal)> In(TokenUsage? usage, Cost? cost)
    {
        if (usage is not null && usage.Input + usage.Output is > 0 and var tokens) yield return (Tokens, tokens);
        if (cost is { Amount: > 0 }) yield return (Cost(cost.Currency), cost.Amount);
    }
}
