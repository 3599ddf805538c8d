namespace Realtime.EventLog.Audit;

/// <summary>
/// The table of the session counts: one row for each group that sessions are counted by. A trigger keeps it in the transaction that writes
/// the summaries, so that a count over a large log does not read them, whoever writes or deletes them.
/// </summary>
static class SummaryCountRows
{
    internal const string Table = "realtime.session_count";

    const string Function = "realtime.count_sessions";
    const string Groups = "tenant, day, model, reason, state, currency";
    const string Sums = "sessions, input_tokens, output_tokens, unpriced, cost, estimates";

    /// <summary>The UTC day of the request.</summary>
    internal const string Day = $"(to_timestamp(coalesce({SummaryStore.Requested}, 0) / 1000.0) at time zone 'UTC')::date";

    /// <summary>
    /// A summary as one row of the table: its groups, and what it adds. Whatever is missing is empty or 0, because an error here would stop
    /// the summaries. The reason of a live session, and the currency where no cost is known, are empty.
    /// </summary>
    internal static readonly string Columns =
        $$"""
          coalesce({{SummaryStore.OfTenant}}, '') as tenant, {{Day}} as day, coalesce(data ->> 'model', '') as model,
          coalesce(data ->> 'reason', '') as reason,
          coalesce(data ->> 'state', '') as state, coalesce(data #>> '{totals,cost,currency}', '') as currency, 1 as sessions,
          coalesce((data #>> '{totals,tokens,input}')::bigint, 0) as input_tokens,
          coalesce((data #>> '{totals,tokens,output}')::bigint, 0) as output_tokens,
          coalesce((data #>> '{totals,unpriced}')::bigint, 0) as unpriced,
          coalesce((data #>> '{totals,cost,amount}')::numeric, 0) as cost,
          case when (data #>> '{totals,cost,isEstimate}')::boolean then 1 else 0 end as estimates
          """;

    /// <summary>Creates the table, the trigger's function, and once the triggers and the counts of the summaries that are there.</summary>
    internal static readonly string Create =
        $"""
         create or replace function {Function}() returns trigger language plpgsql as $$ begin
             if tg_op = 'INSERT' then
                 {Add($"select {Columns} from added")};
             elsif tg_op = 'DELETE' then
                 {Add(Negative("removed"))};
             elsif tg_op = 'UPDATE' then
                 {Add($"select {Columns} from added union all {Negative("removed")}")};
             else
                 delete from {Table};
             end if;
             return null;
         end $$;
         do $$ begin
             if to_regclass('{Table}') is null then
                 lock table mt_doc_sessionsummary in share row exclusive mode;
                 create table {Table} (
                     tenant varchar not null,
                     day date not null,
                     model varchar not null,
                     reason varchar not null,
                     state varchar not null,
                     currency varchar not null,
                     sessions bigint not null,
                     input_tokens bigint not null,
                     output_tokens bigint not null,
                     unpriced bigint not null,
                     cost numeric not null,
                     estimates bigint not null,
                     primary key ({Groups})) with (fillfactor = 50);
                 {Add($"select {Columns} from mt_doc_sessionsummary")};
                 create trigger realtime_count_added after insert on mt_doc_sessionsummary
                     referencing new table as added for each statement execute function {Function}();
                 create trigger realtime_count_changed after update on mt_doc_sessionsummary
                     referencing old table as removed new table as added for each statement execute function {Function}();
                 create trigger realtime_count_removed after delete on mt_doc_sessionsummary
                     referencing old table as removed for each statement execute function {Function}();
                 create trigger realtime_count_emptied after truncate on mt_doc_sessionsummary
                     for each statement execute function {Function}();
             end if;
         end $$;
         """;

    static string Negative(string table) =>
        $"""
         select {Groups}, -sessions as sessions, -input_tokens as input_tokens, -output_tokens as output_tokens, -unpriced as unpriced,
             -cost as cost, -estimates as estimates from (select {Columns} from {table}) each
         """;

    /// <summary>Adds these rows to the counts, in the order of the key, so that two writers cannot deadlock.</summary>
    static string Add(string rows) =>
        $"""
         insert into {Table} as c ({Groups}, {Sums})
         select {Groups}, sum(sessions), sum(input_tokens), sum(output_tokens), sum(unpriced), sum(cost), sum(estimates) from ({rows}) each
         group by {Groups} having sum(sessions) <> 0 or sum(input_tokens) <> 0 or sum(output_tokens) <> 0 or sum(unpriced) <> 0
             or sum(cost) <> 0 or sum(estimates) <> 0
         order by {Groups}
         on conflict ({Groups}) do update set sessions = c.sessions + excluded.sessions,
             input_tokens = c.input_tokens + excluded.input_tokens, output_tokens = c.output_tokens + excluded.output_tokens,
             unpriced = c.unpriced + excluded.unpriced, cost = c.cost + excluded.cost, estimates = c.estimates + excluded.estimates
         """;
}
