using Realtime.Sessions;

namespace Realtime.EventLog.Statistics;

/// <summary>What sessions did in a range of time, for charts.</summary>
/// <param name="Days">Every UTC day of the range, the oldest first, also those without sessions.</param>
/// <param name="Connect">How long the transports of all sessions of the range took to open, in milliseconds.</param>
/// <param name="FirstAnswer">
/// From the end of the user's first speech, or from the first delivered text, to the model's first item of an answer, in milliseconds.
/// </param>
/// <param name="Usage">What the sessions that ended in the range used, by model and tenant.</param>
/// <param name="Live">How many sessions were live, in equal steps.</param>
public sealed record SessionStatistics(
    IReadOnlyList<DayStatistics> Days, Percentiles? Connect, Percentiles? FirstAnswer, IReadOnlyList<Usage> Usage,
    IReadOnlyList<LivePoint> Live);

/// <param name="Starts">The sessions that were requested on this day; the percentiles are theirs.</param>
/// <param name="Ends">The sessions that ended on this day.</param>
public sealed record DayStatistics(
    string Day, long Starts, IReadOnlyList<ReasonCount> Ends, Percentiles? Connect, Percentiles? FirstAnswer);

public sealed record ReasonCount(string Reason, long Count);

/// <summary>Of durations in milliseconds; there is no such record without a duration.</summary>
public sealed record Percentiles(long Count, double P50, double P95, double P99);

/// <param name="Costs">One for each currency; none if no cost is known.</param>
/// <param name="Unpriced">The number of responses and transcriptions whose cost is not known; they are not in Costs.</param>
public sealed record Usage(
    string Model, string Tenant, long Sessions, long InputTokens, long OutputTokens, IReadOnlyList<Cost> Costs, long Unpriced);

/// <param name="Sessions">The most sessions that were live at once from this time until the next one.</param>
public sealed record LivePoint(DateTimeOffset At, long Sessions);
