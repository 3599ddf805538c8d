using System.Text.Json.Serialization;
using Realtime.Sessions;

namespace Realtime.Console.Api;

public sealed record Statistics(
    DateTimeOffset From, DateTimeOffset To, [property: JsonPropertyName("statistics")] Figures Figures);

/// <summary>What sessions did in a range. Latencies are in milliseconds; null where there is none.</summary>
public sealed record Figures(IReadOnlyList<DayFigures> Days, Percentiles? Connect, Percentiles? FirstAnswer, IReadOnlyList<UsageRow> Usage,
    IReadOnlyList<LivePoint> Live);

public sealed record DayFigures(string Day, long Starts, IReadOnlyList<ReasonCount> Ends, Percentiles? Connect, Percentiles? FirstAnswer);

public sealed record ReasonCount(string Reason, long Count);

public sealed record Percentiles(long Count, double P50, double P95, double P99);

/// <param name="Unpriced">The number of responses and transcriptions whose cost is not known.</param>
public sealed record UsageRow(string Model, string Tenant, long Sessions, long InputTokens, long OutputTokens, IReadOnlyList<Cost> Costs,
    long Unpriced);

/// <param name="Sessions">The most that were live at once from this time until the next one.</param>
public sealed record LivePoint(DateTimeOffset At, long Sessions);

/// <summary>The API's call for the figures of charts.</summary>
sealed class StatisticsApi(ApiCalls api)
{
    public Task<Statistics> Read(string? from, string? to, string? tenant, CancellationToken ct) =>
        api.Get<Statistics>("sessions/statistics".With(("from", from), ("to", to), ("tenant", tenant)), ct);
}
