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

/// <summary>Counts the session summaries, and adds up what the sessions used.</summary>
public sealed class SummaryCounts(NpgsqlDataSource database)
{
    static readonly IReadOnlyDictionary<SummaryGroup, string> Columns = new Dictionary<SummaryGroup, string>
    {
        [SummaryGroup.Day] = $"to_char(to_timestamp({SummaryStore.Requested} / 1000.0) at time zone 'UTC', 'YYYY-MM-DD')",
        [SummaryGroup.Model] = "data ->> 'model'",
        [SummaryGroup.Tenant] = SummaryStore.OfTenant,
        [SummaryGroup.Reason] = "data ->> 'reason'",
        [SummaryGroup.State] = "data ->> 'state'",
    };

    public async Task<IReadOnlyList<SummaryCount>> Of(SummaryFilter filter, IReadOnlyCollection<SummaryGroup> by, CancellationToken ct)
    {
        await using var command = database.CreateCommand();
        var keys = string.Join(", ", Columns.Select(column =>
            $"{(by.Contains(column.Key) ? column.Value : "null::text")} as {column.Key.ToString().ToLowerInvariant()}"));
        command.CommandText =
            $"""
             select {keys}, data #>> '{Path("cost,currency")}' as currency, count(*),
                 coalesce(sum((data #>> '{Path("tokens,input")}')::bigint), 0)::bigint,
                 coalesce(sum((data #>> '{Path("tokens,output")}')::bigint), 0)::bigint,
                 coalesce(sum((data #>> '{Path("unpriced")}')::bigint), 0)::bigint,
                 trim_scale(sum((data #>> '{Path("cost,amount")}')::numeric)),
                 coalesce(bool_or((data #>> '{Path("cost,isEstimate")}')::boolean), false)
             from {From(filter, command)}
             group by day, model, tenant, reason, state, currency order by day, model, tenant, reason, state, currency
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

    /// <summary>A search counts the newest sessions only, as a list looks at them.</summary>
    static string From(SummaryFilter filter, NpgsqlCommand command)
    {
        var where = SummaryStore.Where(filter, command);
        return filter.Text is null
            ? $"mt_doc_sessionsummary where true{where}"
            : $"({SummaryStore.Newest(where)}) looked where {SummaryStore.Has(filter.Text, command)}";
    }

    static SummaryCount Read(NpgsqlDataReader row)
    {
        var currency = Text(5);
        return new SummaryCount(Text(0), Text(1), Text(2), Text(3), Text(4), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8),
            currency is null ? [] : [new Cost(row.GetDecimal(10), currency, Prices: null) { IsEstimate = row.GetBoolean(11) }],
            row.GetInt64(9));

        string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
    }

    static string Path(string within) => "{totals," + within + "}";
}
