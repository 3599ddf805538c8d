using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// A filter for the sessions of one tenant, or of all tenants if Tenant is null. Every other null means any. From is inclusive, To is
/// exclusive; both are times of the request.
/// </summary>
public sealed record SummaryFilter(
    Tenant? Tenant,
    ConversationKey? Conversation = null,
    string? State = null,
    string? Reason = null,
    string? Model = null,
    string? Worker = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null);

/// <summary>
/// Reads the session summaries, the newest first. A position is a sequence of the log, so that pages do not overlap while sessions arrive.
/// </summary>
public sealed class SummaryStore(NpgsqlDataSource database)
{
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

    public async Task<IReadOnlyList<SessionSummary>> Page(SummaryFilter filter, long? before, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand();
        var where = Where(filter, command);
        if (before is { } position)
            where.Append(CultureInfo.InvariantCulture, $" and {Sequence} < {Parameter(command, position)}");
        command.CommandText =
            $"select data from mt_doc_sessionsummary where true{where} order by {Sequence} desc limit {Parameter(command, limit)}";
        await using var row = await command.ExecuteReaderAsync(ct);
        var page = new List<SessionSummary>();
        while (await row.ReadAsync(ct))
            page.Add(JsonSerializer.Deserialize<SessionSummary>(row.GetFieldValue<byte[]>(0), EventTypes.Json)!);
        return page;
    }

    internal static StringBuilder Where(SummaryFilter filter, NpgsqlCommand command)
    {
        var where = new StringBuilder();
        if (filter.Tenant is { } tenant)
            where.Append(CultureInfo.InvariantCulture, $" and {OfTenant} = {Parameter(command, tenant.ToString())}");
        Equal("conversation", filter.Conversation?.Stream);
        if (filter.State == "live") where.Append(" and " + IsLive);
        else Equal("state", filter.State);
        Equal("reason", filter.Reason);
        Equal("model", filter.Model);
        Equal("worker", filter.Worker);
        if (filter.From is { } from) Time(">=", from);
        if (filter.To is { } to) Time("<", to);
        return where;

        void Equal(string field, string? value)
        {
            if (value is not null) where.Append(CultureInfo.InvariantCulture, $" and data ->> '{field}' = {Parameter(command, value)}");
        }

        void Time(string comparison, DateTimeOffset time) => where.Append(CultureInfo.InvariantCulture,
            $" and {Requested} {comparison} {Parameter(command, time.ToUnixTimeMilliseconds())}");
    }

    static string Parameter<T>(NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }
}
