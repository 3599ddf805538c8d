using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// The table of seals. A seal is written once: its key refuses a second one. If the daemon and an erasure seal the same event at the same
/// time, one of them fails, and finds the event sealed when it tries again.
/// </summary>
public sealed class SealStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Creates the table. The first version required unique sequences, so that a changed seal could keep another conversation's event from
    /// being sealed.
    /// </summary>
    internal const string Table =
        """
        create table if not exists realtime.seal (
            stream varchar not null,
            version bigint not null,
            sequence bigint not null,
            content bytea not null,
            digest bytea not null,
            salt bytea,
            primary key (stream, version));
        do $$ begin
            if exists (select from pg_constraint where conname = 'seal_sequence_key' and conrelid = 'realtime.seal'::regclass) then
                alter table realtime.seal drop constraint seal_sequence_key;
            end if;
        end $$;
        """;

    /// <summary>Creates the row with the progress of the seals, beside the rows of Marten's own readers of the log.</summary>
    internal const string Progress =
        $"insert into mt_event_progression (name, last_seq_id) values ('{Sealer.ProgressRow}', 0) on conflict do nothing";

    const string Insert =
        """
        insert into realtime.seal (stream, version, sequence, content, digest, salt)
        select r.stream, r.version, r.sequence, decode(r.content, 'hex'), decode(r.digest, 'hex'), decode(r.salt, 'hex')
        from jsonb_to_recordset($1::jsonb) as r(stream varchar, version bigint, sequence bigint, content varchar, digest varchar,
            salt varchar)
        """;

    const int Attempts = 10;
    const int PageSize = 500;

    /// <summary>
    /// Makes seals for these events, in order, linked to the last seal of each conversation. It skips events that are sealed already.
    /// </summary>
    internal async Task<List<Seal>> Make(IReadOnlyList<RecordedEvent> events, CancellationToken ct)
    {
        var last = await Last([.. events.Select(e => e.Event.Conversation).Distinct()], ct);
        var seals = new List<Seal>(events.Count);
        foreach (var e in events)
        {
            var (version, digest) = last.GetValueOrDefault(e.Event.Conversation, (0, Seal.Origin));
            // Below the last seal the event is sealed already, or was inserted later, which the verification reports.
            if (e.Event.Version <= version) continue;
            var seal = Seal.Of(e, digest);
            last[e.Event.Conversation] = (seal.Version, seal.Digest);
            seals.Add(seal);
        }

        return seals;
    }

    static readonly string NextEvents = BoundedRows.Select(History.BoundedColumns, order: "seq_id", limit: "$3", where:
        $"""
         e.seq_id > $1 and e.seq_id <= $2 and e.type <> '{History.Tombstone}'
         and not exists (select from realtime.unsealed u where u.stream = e.stream_id)
         """);

    const string NextConversations =
        $"""
         with page as (select stream_id, seq_id from mt_events
             where seq_id > $1 and seq_id <= $2 and type <> '{History.Tombstone}' order by seq_id limit $3)
         select coalesce(array_agg(distinct stream_id), array[]::varchar[]), case when count(*) < $3 then $2 else max(seq_id) end from page
         """;

    /// <summary>
    /// Up to <paramref name="limit"/> events of the whole log after one sequence and up to another, fewer if they are large, without those
    /// of conversations that cannot be sealed. More says whether events follow.
    /// </summary>
    internal async Task<(List<RecordedEvent> Events, bool More)> Between(long floor, long ceiling, int limit, CancellationToken ct)
    {
        await using var command = Next(NextEvents, floor, ceiling, limit);
        return await History.ReadPage(command, limit, ct);
    }

    /// <summary>The conversations of the same events, and the sequence that these reach. It does not read the events themselves.</summary>
    internal async Task<(IReadOnlyList<string> Conversations, long Reached)> ConversationsBetween(
        long floor, long ceiling, int limit, CancellationToken ct)
    {
        await using var command = Next(NextConversations, floor, ceiling, limit);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetFieldValue<string[]>(0), row.GetInt64(1));
    }

    NpgsqlCommand Next(string query, long floor, long ceiling, int limit)
    {
        var command = database.CreateCommand(query);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = floor });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = ceiling });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return command;
    }

    /// <summary>Seals a whole conversation at once, without the daemon, before it is masked or archived.</summary>
    public async Task SealAll(ConversationKey conversation, History history, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var after = (await Last([conversation.Stream], ct)).GetValueOrDefault(conversation.Stream, (0, Seal.Origin)).Item1;
                while (await history.Page(conversation, after, PageSize, ct) is { Events: { Count: > 0 } events })
                {
                    var seals = await Make(events, ct);
                    await using var connection = await database.OpenConnectionAsync(ct);
                    await Save(connection, seals, ct);
                    after = events[^1].Event.Version;
                }

                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && attempt < Attempts)
            {
                // The daemon has sealed it first.
            }
        }
    }

    /// <summary>Seals, in the same transaction, the events that it has appended after a sealed version.</summary>
    internal async Task SealAfter(NpgsqlTransaction transaction, ConversationKey conversation, long version, CancellationToken ct)
    {
        await using var read = new NpgsqlCommand(
            $"select {History.Columns} from mt_events e where e.stream_id = $1 and e.version > $2 order by e.version",
            transaction.Connection, transaction);
        read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        read.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        await Save(transaction.Connection!, await Make(await History.ReadAll(read, ct), ct), ct);
    }

    static string Write(IEnumerable<Seal> seals) => JsonSerializer.Serialize(seals.Select(s => new
    {
        stream = s.Conversation,
        version = s.Version,
        sequence = s.Sequence,
        content = Convert.ToHexString(s.Content),
        digest = Convert.ToHexString(s.Digest),
        salt = s.Salt is null ? null : Convert.ToHexString(s.Salt),
    }));

    /// <summary>Writes seals, in the connection's transaction if it has one.</summary>
    internal static async Task Save(NpgsqlConnection connection, List<Seal> seals, CancellationToken ct)
    {
        if (seals.Count == 0) return;
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Write(seals) });
        await command.ExecuteNonQueryAsync(ct);
    }

    async Task<Dictionary<string, (long Version, byte[] Digest)>> Last(string[] conversations, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select s.id, h.version, h.digest from unnest($1) as s(id)
            cross join lateral (select version, digest from realtime.seal where stream = s.id order by version desc limit 1) h
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = conversations,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var last = new Dictionary<string, (long, byte[])>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct)) last[reader.GetString(0)] = (reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
        return last;
    }
}
