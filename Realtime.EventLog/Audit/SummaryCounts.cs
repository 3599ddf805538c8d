using System.Text.Json.Serialization;
using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>By what sessions are counted.</summary>
public enum SummaryGroup
{
    /// <summary>The UTC day of the request.</summary>
    Day,
    Model,
    Tenant,

    /// <summary>The reason of the end.</summary>
    Reason,

    /// <summary>The phase, or that the session has ended.</summary>
    State,
}

/// <summary>
/// How many sessions there are, and what they used. Day, model, tenant and state are null unless sessions are counted by them; a null reason counts
/// live sessions, or all if sessions are not counted by reason. Live sessions add no tokens and no costs.
/// </summary>
/// <param name="Costs">One for each currency; none if no cost is known.</param>
/// <param name="Unpriced">The number of responses and transcriptions whose cost is not known; they are not in Costs.</param>
public sealed record SummaryCount(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Day,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tenant,
    string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? State,
    long Count, long InputTokens, long OutputTokens, IReadOnlyList<Cost> Costs, long Unpriced)
{
    public bool IsOfSameGroup(SummaryCount other) =>
        (Day, Model, Tenant, Reason, State) == (other.Day, other.Model, other.Tenant, other.Reason, other.State);

    public SummaryCount Add(SummaryCount other) => this with
    {
        Count = Count + other.Count,
        InputTokens = InputTokens + other.InputTokens,
        OutputTokens = OutputTokens + other.OutputTokens,
        Costs = [.. Costs, .. other.Costs],
        Unpriced = Unpriced + other.Unpriced,
    };
}

/// <summary>
/// Counts the sessions, and adds up what they used. Where it can it reads the counts that are kept for each day, and only for the rest of
/// the first and the last day the summaries themselves.
/// </summary>
public sealed class SummaryCounts(NpgsqlDataSource database)
{
    static readonly IReadOnlyDictionary<SummaryGroup, string> Columns = new Dictionary<SummaryGroup, string>
    {
        [SummaryGroup.Day] = "to_char(day, 'YYYY-MM-DD')",
        [SummaryGroup.Model] = "model",
        [SummaryGroup.Tenant] = "tenant",
        [SummaryGroup.Reason] = "nullif(reason, '')",
        [SummaryGroup.State] = "state",
    };

    static readonly string Each = "select " + SummaryCountRows.Columns;

    public async Task<IReadOnlyList<SummaryCount>> Of(SummaryFilter filter, IReadOnlyCollection<SummaryGroup> by, CancellationToken ct)
    {
        await using var command = database.CreateCommand();
        var keys = string.Join(", ", Columns.Select(column =>
            $"{(by.Contains(column.Key) ? column.Value : "null::text")} as {column.Key.ToString().ToLowerInvariant()}_"));
        command.CommandText =
            $"""
             select {keys}, nullif(currency, '') as currency_, sum(sessions)::bigint, sum(input_tokens)::bigint, sum(output_tokens)::bigint,
                 sum(unpriced)::bigint, trim_scale(sum(cost)), sum(estimates) > 0
             from ({string.Join(" union all ", Sources(filter, command))}) each
             group by day_, model_, tenant_, reason_, state_, currency_ having sum(sessions) > 0
             order by day_, model_, tenant_, reason_, state_, currency_
             """;
        await using var row = await command.ExecuteReaderAsync(ct);
        var counts = new List<SummaryCount>();
        while (await row.ReadAsync(ct))
        {
            var next = Read(row);
            if (counts is [.., var last] && last.IsOfSameGroup(next)) counts[^1] = last.Add(next);
            else counts.Add(next);
        }

        return counts;
    }

    /// <summary>The queries whose rows together are the sessions of a filter.</summary>
    static List<string> Sources(SummaryFilter filter, NpgsqlCommand command)
    {
        // A search counts the newest sessions only, as a list looks at them.
        if (filter.Text is not null)
            return [$"{Each} from ({SummaryStore.Newest("data", SummaryStore.Where(filter, command))}) looked "
                + $"where {SummaryStore.Has(filter.Text, command)}"];
        var (begin, end) = WholeDays(filter);
        // The counts are kept neither for each conversation nor for each worker.
        if (filter.Conversation is not null || filter.Worker is not null || begin >= end) return [Summaries(filter, command)];
        var sources = new List<string> { Kept(filter, begin, end, command) };
        if (filter.From is { } from && from < begin) sources.Add(Summaries(filter with { To = begin }, command));
        if (filter.To is { } to && to > end) sources.Add(Summaries(filter with { From = end }, command));
        return sources;
    }

    static string Summaries(SummaryFilter filter, NpgsqlCommand command) =>
        $"{Each} from mt_doc_sessionsummary where true{SummaryStore.Where(filter, command)}";

    static string Kept(SummaryFilter filter, DateTimeOffset begin, DateTimeOffset end, NpgsqlCommand command)
    {
        var where = SummaryStore.Groups(filter, command);
        if (filter.From is not null) where.Append(" and day >= " + SummaryStore.Parameter(command, DateOnly.FromDateTime(begin.UtcDateTime)));
        if (filter.To is not null) where.Append(" and day < " + SummaryStore.Parameter(command, DateOnly.FromDateTime(end.UtcDateTime)));
        return $"select * from {SummaryCountRows.Table} where true{where}";
    }

    /// <summary>The whole UTC days within a filter, from one (inclusive) to the other (exclusive).</summary>
    static (DateTimeOffset Begin, DateTimeOffset End) WholeDays(SummaryFilter filter)
    {
        var (begin, end) = (DateTimeOffset.MinValue, filter.To is { } to ? Midnight(to) : DateTimeOffset.MaxValue);
        if (filter.From is not { } from) return (begin, end);
        begin = Midnight(from);
        if (begin < from) begin = end - begin > TimeSpan.FromDays(1) ? begin.AddDays(1) : end;
        return (begin, end);
    }

    static DateTimeOffset Midnight(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);

    static SummaryCount Read(NpgsqlDataReader row)
    {
        var currency = Text(5);
        return new SummaryCount(Text(0), Text(1), Text(2), Text(3), Text(4), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8),
            currency is null ? [] : [new Cost(row.GetDecimal(10), currency, Prices: null) { IsEstimate = row.GetBoolean(11) }],
            row.GetInt64(9));

        string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
    }
}
