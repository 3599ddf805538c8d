using static Realtime.Sessions.Machine.State;

namespace Realtime.Sessions.Machine;

/// <summary>
/// A session that runs over a budget warns its clients once and ends after the grace, unless the budget has room again before: a new day
/// begins.
/// </summary>
static class BudgetCheck
{
    public static State Judge(Live s, Input.BudgetChecked check, DateTimeOffset now, List<Effect> does)
    {
        if (check.Over is not { } over) return s.Facts.Over is null ? s : s with { Facts = s.Facts with { Over = null } };
        if (s.Facts.Over is not null) return s;
        does.Add(new Effect.Broadcast(new Notice.OverBudget(s.Facts.Terms.SessionId, over, (int)check.Grace.TotalSeconds)));
        return s with { Facts = s.Facts with { Over = (over, now + check.Grace) } };
    }

    /// <summary>The end of a session whose grace is over; null if it goes on.</summary>
    public static SessionOutcome? Outcome(Facts facts, DateTimeOffset now) =>
        facts.Over is { } over && over.EndsAt <= now ? new SessionOutcome(EndReason.BudgetExhausted, over.What.Error) : null;
}
