namespace Realtime.Sessions.Spending;

/// <summary>Something that sessions spend, and that a budget limits.</summary>
/// <param name="Name">In settings and refusals, in camel case.</param>
/// <param name="Stored">The name under which the projection stores amounts.</param>
/// <param name="Unit">How much of the stored amount is one of the budget's unit.</param>
public sealed record Measure(string Name, string Stored, decimal Unit)
{
    /// <summary>The time from session_started to session_ended. It is stored in seconds, and budgets are in minutes.</summary>
    public static readonly Measure SessionMinutes = new("sessionMinutes", "session_seconds", Unit: 60);

    /// <summary>Tokens in both directions, as upstream counts them.</summary>
    public static readonly Measure Tokens = new("tokens", "tokens", Unit: 1);

    public static readonly IReadOnlyList<Measure> All = [SessionMinutes, Tokens];

    /// <summary>The events that spend something by themselves. Time is spent between two events.</summary>
    public static IReadOnlyList<Type> SpentBy { get; } = [typeof(ResponseDone)];

    /// <summary>What this event spends, in stored amounts.</summary>
    public static IEnumerable<(Measure Measure, decimal Amount)> In(SessionEvent e)
    {
        if (e is ResponseDone { Usage: { } usage } && usage.Input + usage.Output is > 0 and var tokens) yield return (Tokens, tokens);
    }
}
