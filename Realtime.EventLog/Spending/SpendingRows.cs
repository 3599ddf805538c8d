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

    /// <summary>Parameters: the session, the tenant, the key.</summary>
    internal const string Requested =
        "insert into realtime.spending_session (id, tenant, key) values (?, ?, ?) on conflict (id) do nothing";

    /// <summary>Parameters: the time, the session.</summary>
    internal const string Started = "update realtime.spending_session set started_at = ? where id = ?";

    /// <summary>Parameters: the time, the measure, the amount, the session.</summary>
    internal const string Spends =
        $"""
         insert into realtime.spending as s (tenant, day, key, measure, amount)
         select tenant, (? at time zone 'UTC')::date, key, ?, ? from realtime.spending_session where id = ? {Add}
         """;

    /// <summary>Parameters: the session, and three times the time.</summary>
    internal const string Ended =
        $"""
         with over as (delete from realtime.spending_session where id = ?
             returning tenant, key, started_at at time zone 'UTC' as began)
         insert into realtime.spending as s (tenant, day, key, measure, amount)
         select tenant, d::date, key, 'session_seconds',
             extract(epoch from least(? at time zone 'UTC', d + interval '1 day') - greatest(began, d))
         from over, generate_series(date_trunc('day', began), ? at time zone 'UTC', interval '1 day') d
         where began < ? at time zone 'UTC' {Add}
         """;
}
