using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// A filter for the sessions of one tenant, or of all tenants if Tenant is null. Every other null means any. From is inclusive, To is
/// exclusive; both are times of the request. Text is searched in names and ids, without regard to case.
/// </summary>
public sealed record SummaryFilter(
    Tenant? Tenant,
    ConversationKey? Conversation = null,
    string? State = null,
    string? Reason = null,
    string? Model = null,
    string? Worker = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    string? Text = null);

/// <summary>Next is the position before which the next page begins; null on the last.</summary>
public sealed record SummaryPage(IReadOnlyList<SessionSummary> Sessions, long? Next);

/// <summary>A session, and those before and after it in its conversation.</summary>
public sealed record SummaryNeighbours(SessionSummary Session, SessionSummary? Before, SessionSummary? After);

/// <summary>
/// Reads the session summaries, the newest first. A position is a sequence of the log, so that pages do not overlap while sessions arrive.
/// </summary>
public sealed class SummaryStore(NpgsqlDataSource database)
{
    /// <summary>A search for text looks at this many sessions at once: no index finds a part of a word.</summary>
    public const int Searched = 10_000;

    const string Prefix = "realtime_summary_";

    const string Sequence = "((data ->> 'sequence')::bigint)";
    internal const string Requested = "((data ->> 'requestedUnixMilliseconds')::bigint)";
    const string IsLive = "data ->> 'state' <> 'ended'";
    internal const string Conversation = "(data ->> 'conversation')";
    internal static readonly string OfTenant = TenantColumn.Of(Conversation);

    /// <summary>
    /// One index for each filter, with the order of lists, so that a page is read from the end of an index. The indexes of a tenant's lists
    /// begin with the tenant, so that a list costs nothing for the sessions of other tenants. Operators, who list all tenants, have
    /// indexes for conversations, for workers and for live sessions.
    /// </summary>
    static readonly (string Name, string Definition)[] Each =
    [
        ("sequence", $"({Sequence})"),
        ("requested", $"({Requested})"),
        ("live", $"({Sequence}) where {IsLive}"),
        ("conversation", $"({Conversation}, {Sequence})"),
        ("worker", $"((data ->> 'worker'), {Sequence})"),
        ("tenant", $"({OfTenant}, {Sequence})"),
        ("tenant_conversation", $"({OfTenant}, {Conversation})"),
        ("tenant_requested", $"({OfTenant}, {Requested})"),
        ("tenant_live", $"({OfTenant}, {Sequence}) where {IsLive}"),
        .. ((string[])["state", "reason", "model", "worker"]).Select(f => ("tenant_" + f, $"({OfTenant}, (data ->> '{f}'), {Sequence})")),
    ];

    /// <summary>The indexes of versions without tenants.</summary>
    static readonly string[] Former = ["state", "reason", "model"];

    /// <summary>The names of our indexes. Without them Marten would take these indexes for its own.</summary>
    internal static readonly IReadOnlyList<string> IndexNames =
        [.. Each.Select(i => Prefix + i.Name), .. Former.Select(name => Prefix + name)];

    internal static readonly string Indexes = string.Join(";\n",
    [
        .. Each.Select(i => $"create index if not exists {Prefix}{i.Name} on mt_doc_sessionsummary {i.Definition}"),
        .. Former.Select(name => $"drop index if exists {Prefix}{name}"),
    ]);

    /// <summary>
    /// Writes documents as Marten does. Parameters, arrays of the same length: the ids, each once, the documents, and the revisions, which are
    /// the places of their last events in the log.
    /// </summary>
    internal static readonly string Upsert =
        $"""
         insert into mt_doc_sessionsummary (id, data, mt_version, mt_dotnet_type, mt_last_modified)
         select e.id, e.data::jsonb, e.revision, '{typeof(SessionSummary).FullName}', transaction_timestamp()
         from unnest(?, ?, ?) as e(id, data, revision)
         on conflict (id) do update set data = excluded.data, mt_version = excluded.mt_version, mt_dotnet_type = excluded.mt_dotnet_type,
             mt_last_modified = excluded.mt_last_modified
         """;

    /// <summary>
    /// A page of up to limit sessions. A page of a search has those among the next <see cref="Searched"/> sessions, maybe none of them.
    /// </summary>
    public async Task<SummaryPage> Page(SummaryFilter filter, long? before, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand();
        var where = Where(filter, command);
        if (before is { } position)
            where.Append(CultureInfo.InvariantCulture, $" and {Sequence} < {Parameter(command, position)}");
        var most = Parameter(command, limit);
        command.CommandText = filter.Text is null
            ? $"select data, null::bigint from mt_doc_sessionsummary where true{where} order by {Sequence} desc limit {most}"
            : $"""
               with looked as ({Newest($"id, {Sequence} as at, {Has(filter.Text, command)} as has", where)})
               select found.data, (select case count(*) when {Searched} then min(at) end from looked)
               from (select) one left join lateral (
                   select data from (select id, at from looked where has order by at desc limit {most}) newest
                   join mt_doc_sessionsummary using (id) order by at desc) found on true
               """;
        await using var row = await command.ExecuteReaderAsync(ct);
        var page = new List<SessionSummary>();
        long? searched = null;
        while (await row.ReadAsync(ct))
        {
            searched = row.IsDBNull(1) ? null : row.GetInt64(1);
            if (!row.IsDBNull(0)) page.Add(JsonSerializer.Deserialize<SessionSummary>(row.GetFieldValue<byte[]>(0), EventTypes.Json)!);
        }

        return new SummaryPage(page, page.Count == limit ? page[^1].Sequence : searched);
    }

    /// <summary>The session with this id, and its neighbours in the conversation; null if there is none.</summary>
    public async Task<SummaryNeighbours?> Find(ConversationKey conversation, Guid session, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             with own as (select data from mt_doc_sessionsummary where id = $2 and data ->> 'conversation' = $1),
             place as (select {Sequence} as at from own)
             select data from own union all
             (select d.data from place, lateral (select data from mt_doc_sessionsummary
                 where data ->> 'conversation' = $1 and {Sequence} < at order by {Sequence} desc limit 1) d) union all
             (select d.data from place, lateral (select data from mt_doc_sessionsummary
                 where data ->> 'conversation' = $1 and {Sequence} > at order by {Sequence} limit 1) d)
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SessionSummary.IdOf(conversation.Tenant, session) });
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<SessionSummary>();
        while (await row.ReadAsync(ct))
            found.Add(JsonSerializer.Deserialize<SessionSummary>(row.GetFieldValue<byte[]>(0), EventTypes.Json)!);
        if (found.SingleOrDefault(each => each.SessionId == session.ToString()) is not { } own) return null;
        return new SummaryNeighbours(own, found.SingleOrDefault(each => each.Sequence < own.Sequence),
            found.SingleOrDefault(each => each.Sequence > own.Sequence));
    }

    /// <summary>The newest sessions of a filter, among which a search looks.</summary>
    internal static string Newest(string columns, StringBuilder where) =>
        $"select {columns} from mt_doc_sessionsummary where true{where} order by {Sequence} desc limit {Searched}";

    /// <summary>
    /// The condition that the text is in a name or an id of the session. The tenant is not searched. Summaries of former versions have no
    /// text for it.
    /// </summary>
    internal static string Has(string text, NpgsqlCommand command) =>
        $"""
         strpos(coalesce(data ->> 'searchText', lower(concat_ws(' ', split_part(data ->> 'conversation', '/', -1),
             split_part(data ->> 'id', '/', -1), data ->> 'model', data ->> 'voice', data ->> 'worker', data ->> 'reason',
             data ->> 'errorCode'))), {Parameter(command, text.ToLowerInvariant())}) > 0
         """;

    internal static StringBuilder Where(SummaryFilter filter, NpgsqlCommand command)
    {
        var where = Equal(filter, command, OfTenant, IsLive, field => $"data ->> '{field}'");
        if (filter.Conversation is { } conversation) where.Append(" and data ->> 'conversation' = " + Parameter(command, conversation.Stream));
        if (filter.Worker is { } worker) where.Append(" and data ->> 'worker' = " + Parameter(command, worker));
        if (filter.From is { } from) Time(">=", from);
        if (filter.To is { } to) Time("<", to);
        return where;

        void Time(string comparison, DateTimeOffset time) => where.Append(CultureInfo.InvariantCulture,
            $" and {Requested} {comparison} {Parameter(command, time.ToUnixTimeMilliseconds())}");
    }

    /// <summary>The same conditions for the counts that are kept, without the time, the conversation and the worker.</summary>
    internal static StringBuilder Groups(SummaryFilter filter, NpgsqlCommand command) =>
        Equal(filter, command, "tenant", "state <> 'ended'", field => field);

    static StringBuilder Equal(SummaryFilter filter, NpgsqlCommand command, string tenant, string isLive, Func<string, string> column)
    {
        var where = new StringBuilder();
        if (filter.Tenant is { } only) where.Append(CultureInfo.InvariantCulture, $" and {tenant} = {Parameter(command, only.ToString())}");
        if (filter.State == "live") where.Append(" and " + isLive);
        else Add("state", filter.State);
        Add("reason", filter.Reason);
        Add("model", filter.Model);
        return where;

        void Add(string field, string? value)
        {
            if (value is not null) where.Append(CultureInfo.InvariantCulture, $" and {column(field)} = {Parameter(command, value)}");
        }
    }

    internal static string Parameter<T>(NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }
}
