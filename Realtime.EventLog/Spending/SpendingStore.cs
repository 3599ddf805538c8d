using Npgsql;
using Realtime.Sessions;
using Realtime.Sessions.Spending;

namespace Realtime.EventLog.Spending;

/// <summary>Reads what a tenant has spent: what the projection has summed, and the time of the sessions that are live.</summary>
public sealed class SpendingStore(NpgsqlDataSource database)
{
    const string Query =
        """
        select key, measure, coalesce(sum(amount) filter (where day >= $3), 0), sum(amount) from (
            select key, measure, day::timestamp as day, amount from realtime.spending where tenant = $1 and day >= $2
            union all
            select key, 'session_seconds', $3, extract(epoch from greatest($4 - greatest(started_at at time zone 'UTC', $3), interval '0'))
            from realtime.spending_session where tenant = $1 and started_at is not null
            union all
            select key, 'session_seconds', $2,
                extract(epoch from greatest($3 - greatest(started_at at time zone 'UTC', $2), interval '0'))
            from realtime.spending_session where tenant = $1 and started_at is not null and $2 < $3) each
        group by key, measure order by key, measure
        """;

    /// <summary>By key and measure; a moment behind the log.</summary>
    public async Task<IReadOnlyList<Spent>> Of(Tenant tenant, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString() });
        Time(Period.Month.Begin(now));
        Time(Period.Day.Begin(now));
        Time(now);
        await using var row = await command.ExecuteReaderAsync(ct);
        var spent = new List<Spent>();
        while (await row.ReadAsync(ct)) spent.Add(new Spent(row.GetString(0), row.GetString(1), row.GetDecimal(2), row.GetDecimal(3)));
        return spent;

        void Time(DateTimeOffset at) => command.Parameters.Add(new NpgsqlParameter<DateTime>
        {
            TypedValue = DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified),
        });
    }
}
