using Npgsql;
using NpgsqlTypes;
using Realtime.EventLog.Telemetry;

namespace Realtime.EventLog;

/// <summary>
/// Appends to Marten's tables: the stream's row, the events and the conversation's document, in one statement that is its own transaction.
/// It writes nothing to a stream that is not at the expected version or is archived, and takes no sequence number for it. So a lost race
/// leaves no gap, for which the daemon would wait. Marten reads, projects, archives and rebuilds these rows like its own (ADR 13).
/// </summary>
public sealed class EventWriter(NpgsqlDataSource database, Author author, SessionCounts sessions, TimeProvider time)
{
    const string Events = "unnest($1, $2, $3, $4, $5, $6) as e(stream, version, id, type, dotnet_type, data)";

    /// <summary>Locks the streams in the order of their keys, so that two writers of the same streams cannot deadlock.</summary>
    const string Held =
        """
        held as materialized (
            select s.id, s.version, s.is_archived from mt_streams s where s.id = any($12) order by s.id for update),
        """;

    readonly string one = Statement("", "s.version = w.expected and not s.is_archived");
    readonly string many =
        Statement(Held, "exists (select from held h where h.id = s.id and h.version = w.expected and not h.is_archived)");

    static string Statement(string held, string isExpected) =>
        $"""
         with {held} wanted as materialized (
             select * from unnest($12, $13, $14, $15) as w(stream, expected, version, document)),
         moved as (
             update mt_streams s set version = w.version, timestamp = transaction_timestamp()
             from wanted w where w.expected > 0 and s.id = w.stream and {isExpected} returning s.id),
         begun as (
             insert into mt_streams as s (id, type, version, timestamp, tenant_id, is_archived)
             select w.stream, '{MartenTables.StreamType}', w.version, transaction_timestamp(), '{MartenTables.Tenant}', false
             from wanted w where w.expected = 0 order by w.stream
             on conflict (id) do update set version = excluded.version where s.version = 0 and not s.is_archived returning s.id),
         taken as (select id from moved union all select id from begun),
         appended as (
             insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                 correlation_id, causation_id, headers, user_name, is_archived)
             select nextval('mt_events_sequence'), n.id, n.stream, n.version, n.data, n.type, $7, '{MartenTables.Tenant}',
                 n.dotnet_type, $8, $9, $10, $11, false
             from (select e.* from taken join {Events} on e.stream = taken.id order by e.stream, e.version) n),
         kept as (
             insert into mt_doc_conversation as d (id, data, mt_last_modified, mt_dotnet_type, mt_version)
             select w.stream, w.document, transaction_timestamp(), '{MartenTables.DocumentType}', w.version
             from taken join wanted w on w.stream = taken.id where w.document is not null
             on conflict (id) do update set data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                 mt_dotnet_type = excluded.mt_dotnet_type, mt_version = excluded.mt_version)
         select id from taken
         """;

    /// <summary>
    /// Appends to one conversation. False, with nothing appended, if it is no longer at the expected version or is archived.
    /// </summary>
    public async Task<bool> Append(Append append, string causation, CancellationToken ct) =>
        (await Write(one, [append], causation, ct)).Count == 1;

    /// <summary>
    /// Appends to many conversations in one commit. Each may be in the list only once. Returns the names of the conversations that were
    /// appended to.
    /// </summary>
    public Task<HashSet<string>> Append(IReadOnlyCollection<Append> appends, string causation, CancellationToken ct) =>
        Write(many, appends, causation, ct);

    async Task<HashSet<string>> Write(string statement, IReadOnlyCollection<Append> appends, string causation, CancellationToken ct)
    {
        var rows = new EventRows(appends);
        await using var command = database.CreateCommand(statement);
        Add(command, rows.Streams, NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        Add(command, rows.Versions, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(command, rows.Ids, NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        Add(command, rows.Types, NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        Add(command, rows.DotNetTypes, NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        Add(command, rows.Data, NpgsqlDbType.Array | NpgsqlDbType.Jsonb);
        var metadata = author.Metadata(causation);
        Add(command, time.GetUtcNow().UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, metadata.CorrelationId, NpgsqlDbType.Varchar);
        Add(command, metadata.CausationId, NpgsqlDbType.Varchar);
        Add(command, metadata.HeadersJson, NpgsqlDbType.Jsonb);
        Add(command, metadata.UserName, NpgsqlDbType.Varchar);
        Add(command, appends.Select(a => a.Conversation.Stream).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        Add(command, appends.Select(a => a.Expected).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(command, appends.Select(a => a.Version).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(command, appends.Select(a => a.Document()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Jsonb);

        var taken = new HashSet<string>(appends.Count, StringComparer.Ordinal);
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct)) taken.Add(row.GetString(0));
        }

        rows.Count(taken);
        sessions.Count(appends, taken);
        return taken;
    }

    static void Add<T>(NpgsqlCommand command, T value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
