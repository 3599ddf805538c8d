using System.Globalization;
using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog.Statistics;

/// <summary>Reads what the statistics projection keeps, a moment behind the log. PostgreSQL adds it up.</summary>
public sealed class StatisticsStore(NpgsqlDataSource database, TimeProvider time)
{
    const int Steps = 96;

    const string Day = "to_char(requested_at at time zone 'UTC', 'YYYY-MM-DD')";

    const string Starts =
        $"""
         select {Day}, count(*),
             count(connect_ms), percentile_cont(array[0.5, 0.95, 0.99]) within group (order by connect_ms),
             count(first_answer_ms), percentile_cont(array[0.5, 0.95, 0.99]) within group (order by first_answer_ms)
         from {StatisticsRows.Table} where requested_at >= $1 and requested_at < $2 and {OfTenant}
         group by grouping sets (({Day}), ())
         """;

    const string Ends =
        $"""
         select to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD') as day, reason, count(*)
         from {StatisticsRows.Table} where ended_at >= $1 and ended_at < $2 and {OfTenant}
         group by day, reason order by day, reason
         """;

    const string Used =
        $"""
         select model, tenant, currency, count(*), sum(input_tokens)::bigint, sum(output_tokens)::bigint, sum(unpriced)::bigint,
             trim_scale(sum(cost)), bool_or(is_estimate)
         from {StatisticsRows.Table} where ended_at >= $1 and ended_at < $2 and {OfTenant}
         group by model, tenant, currency order by model, tenant, currency
         """;

    // Sessions that were live before the range begin at its begin. A clock that went back ends no session before its request.
    const string LiveOnes =
        $"""
         with session as (select requested_at, greatest(ended_at, requested_at) as ended_at from {StatisticsRows.Table}
             where requested_at < $2 and ended_at >= $1 and {OfTenant}),
         change as (select at, sum(delta) as delta from (
             select greatest(requested_at, $1) as at, 1 as delta from session union all
             select greatest(ended_at, $1), -1 from session where ended_at < $2) each group by at),
         run as (select at, sum(delta) over (order by at) as live from change)
         select floor(extract(epoch from at - $1) / $4)::int as step, max(live)::bigint, (array_agg(live order by at desc))[1]::bigint
         from run group by step order by step
         """;

    const string OfTenant = "tenant = $3", OfAll = "$3 = ''";

    /// <summary>The statistics of a tenant, or of all tenants if it is null, from a time (inclusive) to another (exclusive).</summary>
    public async Task<SessionStatistics> Of(Tenant? tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var days = Range(from, to).ToDictionary(day => day, day => new DayStatistics(day, 0, [], null, null));
        var (connect, answer) = ((Percentiles?)null, (Percentiles?)null);
        await Read(Starts, row =>
        {
            var (c, a) = (PercentilesAt(row, 2), PercentilesAt(row, 4));
            if (row.IsDBNull(0)) (connect, answer) = (c, a);
            else days[row.GetString(0)] = days[row.GetString(0)] with { Starts = row.GetInt64(1), Connect = c, FirstAnswer = a };
        });
        await Read(Ends, row => days[row.GetString(0)] = days[row.GetString(0)] with
        {
            Ends = [.. days[row.GetString(0)].Ends, new ReasonCount(row.GetString(1), row.GetInt64(2))],
        });
        var usage = new List<Usage>();
        await Read(Used, row => Add(usage, UsageAt(row)));
        var step = (to - from) / Steps;
        var reached = new Dictionary<int, (long Most, long Last)>();
        await Read(LiveOnes, row => reached[row.GetInt32(0)] = (row.GetInt64(1), row.GetInt64(2)), step.TotalSeconds);
        return new SessionStatistics([.. days.Values], connect, answer, usage, [.. Points(from, step, reached)]);

        async Task Read(string query, Action<NpgsqlDataReader> read, double? last = null)
        {
            await using var command = database.CreateCommand(tenant is null ? query.Replace(OfTenant, OfAll, StringComparison.Ordinal) : query);
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = from.ToUniversalTime() });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = to.ToUniversalTime() });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant?.ToString() ?? "" });
            if (last is { } seconds) command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = seconds });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) read(row);
        }
    }

    /// <summary>The days that the range covers.</summary>
    static IEnumerable<string> Range(DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = from.UtcDateTime.Date; day < to.UtcDateTime; day = day.AddDays(1))
            yield return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Nothing is known of the future.</summary>
    IEnumerable<LivePoint> Points(DateTimeOffset from, TimeSpan step, Dictionary<int, (long Most, long Last)> reached)
    {
        var (live, now) = (0L, time.GetUtcNow());
        for (var at = 0; at < Steps && from + at * step <= now; at++)
        {
            var most = reached.TryGetValue(at, out var there) ? Math.Max(live, there.Most) : live;
            if (reached.ContainsKey(at)) live = there.Last;
            yield return new LivePoint((from + at * step).ToUniversalTime(), most);
        }
    }

    static Percentiles? PercentilesAt(NpgsqlDataReader row, int column)
    {
        if (row.GetInt64(column) is not (> 0 and var count)) return null;
        var of = row.GetFieldValue<double[]>(column + 1);
        return new Percentiles(count, of[0], of[1], of[2]);
    }

    static Usage UsageAt(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
        row.GetString(2) is { Length: > 0 } currency
            ? [new Cost(row.GetDecimal(7), currency, Prices: null) { IsEstimate = row.GetBoolean(8) }]
            : [],
        row.GetInt64(6));

    /// <summary>The currencies of one model and tenant follow each other.</summary>
    static void Add(List<Usage> usage, Usage next)
    {
        if (usage is [.., var last] && (last.Model, last.Tenant) == (next.Model, next.Tenant))
            usage[^1] = last with
            {
                Sessions = last.Sessions + next.Sessions,
                InputTokens = last.InputTokens + next.InputTokens,
                OutputTokens = last.OutputTokens + next.OutputTokens,
                Costs = [.. last.Costs, .. next.Costs],
                Unpriced = last.Unpriced + next.Unpriced,
            };
        else usage.Add(next);
    }
}
