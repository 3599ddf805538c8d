using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Realtime.EventLog.Audit;

/// <summary>
/// The table of seals. A seal is written once: its key refuses a second one. If the daemon and an erasure seal the same event at the same
/// time, one of them fails, and finds the event sealed when it tries again.
/// </summary>
public sealed class SealStore(NpgsqlDataSource database)
{
    internal const string Table =
        """
        create table if not exists realtime.seal (
            stream varchar not null,
            version bigint not null,
            sequence bigint not null unique,
            content bytea not null,
            digest bytea not null,
            salt bytea,
            primary key (stream, version));
        """;

    /// <summary>Creates the row with the progress of the seals, beside the rows of Marten's own readers of the log.</summary>
    internal const string Progress = $"insert into mt_event_progression (name, last_seq_id) values ('{Sealer.ProgressRow}', 0) on conflict do nothing";

    const string Insert =
        """
        insert into realtime.seal (stream, version, sequence, content, digest, salt)
        select r.stream, r.version, r.sequence, decode(r.content, 'hex'), decode(r.digest, 'hex'), decode(r.salt, 'hex')
        from jsonb_to_recordset($1::jsonb) as r(stream varchar, version bigint, sequence bigint, content varchar, digest varchar, salt varchar)
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

    /// <summary>Up to <paramref name="limit"/> events of the whole log after one sequence and up to another.</summary>
    internal async Task<IReadOnlyList<RecordedEvent>> Between(long floor, long ceiling, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"select {History.Columns} from mt_events e where e.seq_id > $1 and e.seq_id <= $2 and e.type <> '{History.Tombstone}' order by e.seq_id limit $3");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = floor });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = ceiling });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await History.ReadAll(command, ct);
    }

    /// <summary>Seals a whole conversation at once, without the daemon, before it is masked or archived.</summary>
    public async Task SealAll(string conversation, History history, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var after = (await Last([conversation], ct)).GetValueOrDefault(conversation, (0, Seal.Origin)).Item1;
                while (await history.Page(conversation, after, PageSize, ct) is { Count: > 0 } page)
                {
                    var seals = await Make(page, ct);
                    await using var connection = await database.OpenConnectionAsync(ct);
                    await Save(connection, seals, ct);
                    after = page[^1].Event.Version;
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
    internal async Task SealAfter(NpgsqlTransaction transaction, string conversation, long version, CancellationToken ct)
    {
        await using var read = new NpgsqlCommand(
            $"select {History.Columns} from mt_events e where e.stream_id = $1 and e.version > $2 order by e.version", transaction.Connection, transaction);
        read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
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
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = conversations, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var last = new Dictionary<string, (long, byte[])>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct)) last[reader.GetString(0)] = (reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
        return last;
    }
}
