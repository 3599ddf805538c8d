namespace Realtime.EventLog.Spending;

/// <summary>
/// The tables of the spending projection, and what each event does to them. A session has a row while it is live. The time between two
/// events is spent on the days, in UTC, that it covers.
/// </summary>
static class SpendingRows
{
    internal const string Tables =
        """
        create table if not exists realtime.spending (
            tenant varchar not null,
            day date not null,
            key varchar not null,
            measure varchar not null,
            amount numeric not null,
            primary key (tenant, day, key, measure));
        create table if not exists realtime.spending_session (
            id varchar primary key,
            tenant varchar not null,
            key varchar not null,
            started_at timestamptz);
        create index if not exists spending_session_tenant on realtime.spending_session (tenant);
        """;

    internal static readonly string[] TableNames = ["realtime.spending", "realtime.spending_session"];

    const string Add = "on conflict (tenant, day, key, measure) do update set amount = s.amount + excluded.amount";

    /// <summary>Parameters, arrays of the same length: the sessions, the tenants, the keys.</summary>
    internal const string Requested =
        "insert into realtime.spending_session (id, tenant, key) select * from unnest(?, ?, ?) on conflict (id) do nothing";

    /// <summary>Parameters, arrays of the same length: the sessions, each once, the times.</summary>
    internal const string Started =
        "update realtime.spending_session s set started_at = e.at from unnest(?, ?) as e(id, at) where s.id = e.id";

    /// <summary>Parameters, arrays of the same length: the sessions, the times, the measures, the amounts.</summary>
    internal const string Spends =
        $"""
         insert into realtime.spending as s (tenant, day, key, measure, amount)
         select l.tenant, (e.at at time zone 'UTC')::date as day, l.key, e.measure, sum(e.amount)
         from unnest(?, ?, ?, ?) as e(id, at, measure, amount) join realtime.spending_session l on l.id = e.id
         group by 1, 2, 3, 4 {Add}
         """;

    /// <summary>Parameters, arrays of the same length: the sessions, each once, the times.</summary>
    internal const string Ended =
        $"""
         with over as (delete from realtime.spending_session s using unnest(?, ?) as e(id, at) where s.id = e.id
             returning s.tenant, s.key, s.started_at at time zone 'UTC' as began, e.at at time zone 'UTC' as ended)
         insert into realtime.spending as s (tenant, day, key, measure, amount)
         select tenant, d::date as day, key, 'session_seconds',
             sum(extract(epoch from least(ended, d + interval '1 day') - greatest(began, d)))
         from over, generate_series(date_trunc('day', began), ended, interval '1 day') d
         where began < ended group by 1, 2, 3 {Add}
         """;
}
