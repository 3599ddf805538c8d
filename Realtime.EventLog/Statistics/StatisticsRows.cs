namespace Realtime.EventLog.Statistics;

/// <summary>
/// The table of the statistics projection, one narrow row for each session, and what each event does to it. A live session ends at
/// infinity.
/// </summary>
static class StatisticsRows
{
    internal const string Table = "realtime.session_statistic";

    internal const string Tables =
        $"""
         create table if not exists {Table} (
             id varchar primary key,
             tenant varchar not null,
             model varchar not null,
             requested_at timestamptz not null,
             ended_at timestamptz not null default 'infinity',
             reason varchar,
             connect_ms bigint,
             asked_at timestamptz,
             first_answer_ms bigint,
             input_tokens bigint not null default 0,
             output_tokens bigint not null default 0,
             cost numeric not null default 0,
             currency varchar not null default '',
             is_estimate boolean not null default false,
             unpriced bigint not null default 0);
         create index if not exists session_statistic_requested on {Table} (requested_at);
         create index if not exists session_statistic_ended on {Table} (ended_at);
         create index if not exists session_statistic_tenant_requested on {Table} (tenant, requested_at);
         create index if not exists session_statistic_tenant_ended on {Table} (tenant, ended_at);
         """;

    /// <summary>Parameters, arrays of the same length: the sessions, the tenants, the models, the times.</summary>
    internal const string Requested =
        $"insert into {Table} (id, tenant, model, requested_at) select * from unnest(?, ?, ?, ?) on conflict (id) do nothing";

    /// <summary>Parameters, arrays of the same length: the sessions, each once, the models, the milliseconds.</summary>
    internal const string Started =
        $"update {Table} s set model = e.model, connect_ms = e.ms from unnest(?, ?, ?) as e(id, model, ms) where s.id = e.id";

    /// <summary>Parameters: the time, the session.</summary>
    internal const string Asked = $"update {Table} set asked_at = ? where id = ? and first_answer_ms is null";

    /// <summary>Parameters: the time, the session.</summary>
    internal const string Answered =
        $"""
         update {Table} set first_answer_ms = greatest(extract(epoch from ? - asked_at) * 1000, 0)
         where id = ? and asked_at is not null and first_answer_ms is null
         """;

    /// <summary>
    /// Parameters, arrays of the same length: the sessions, each once, the times, the reasons, the tokens in and out, the costs, their
    /// currencies (empty for none), whether they are estimates, how many have no price.
    /// </summary>
    internal const string Ended =
        $"""
         update {Table} s set ended_at = e.at, reason = e.reason, input_tokens = e.input, output_tokens = e.output, cost = e.cost,
             currency = e.currency, is_estimate = e.is_estimate, unpriced = e.unpriced
         from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as e(id, at, reason, input, output, cost, currency, is_estimate, unpriced) where s.id = e.id
         """;
}
