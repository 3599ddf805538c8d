using Npgsql;
using NpgsqlTypes;

namespace Realtime.Bench.Appends;

/// <summary>
/// The floor: plain Npgsql on its own connection, with prepared statements. It loads and writes the same event, stream and document rows,
/// in one transaction and one round trip. It decides, folds and serializes nothing.
/// </summary>
sealed class PlainWriter : IAsyncDisposable
{
    const string DocumentType = "Realtime.Sessions.Conversation";
    const string EventColumns =
        "(seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, "
        + "causation_id, headers, user_name, is_archived)";

    static readonly byte[] Headers = """{"worker": "bench"}"""u8.ToArray();

    readonly NpgsqlConnection connection;
    readonly NpgsqlCommand load;

    PlainWriter(NpgsqlConnection connection)
    {
        this.connection = connection;
        load = new NpgsqlCommand(
            "select s.version, d.data, d.mt_version from mt_streams s left join mt_doc_conversation d on d.id = s.id where s.id = $1",
            connection);
    }

    public static async Task<PlainWriter> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new PlainWriter(connection);
    }

    public async Task Append(string stream, Row row)
    {
        var version = await Load(stream);
        await Save(Advance(stream, version, 1), new NpgsqlBatchCommand(
            $"""
            insert into mt_events {EventColumns}
            values (nextval('mt_events_sequence'), $1, $2, $3, $4, $5, $6, '*DEFAULT*', $7, null, $8, $9, 'bench', false)
            """)
        {
            Parameters =
            {
                Of(Guid.CreateVersion7(), NpgsqlDbType.Uuid), Of(stream, NpgsqlDbType.Varchar), Of(version + 1, NpgsqlDbType.Bigint),
                Of(row.Data, NpgsqlDbType.Jsonb),
                Of(row.Type, NpgsqlDbType.Varchar), Of(TimeProvider.System.GetUtcNow().UtcDateTime, NpgsqlDbType.TimestampTz),
                Of("Realtime.Sessions." + row.Type, NpgsqlDbType.Varchar),
                Of(row.Causation, NpgsqlDbType.Varchar), Of(Headers, NpgsqlDbType.Jsonb),
            },
        }, new NpgsqlBatchCommand(
            """
            insert into mt_doc_conversation (id, data, mt_last_modified, mt_dotnet_type, mt_version)
            values ($1, $2, transaction_timestamp(), $3, $4)
            on conflict (id) do update set data = excluded.data, mt_last_modified = excluded.mt_last_modified,
                mt_dotnet_type = excluded.mt_dotnet_type, mt_version = excluded.mt_version
            """)
        {
            Parameters = { Of(stream, NpgsqlDbType.Varchar), Of(row.Document, NpgsqlDbType.Jsonb), Of(DocumentType, NpgsqlDbType.Varchar),
                Of((int)version + 1, NpgsqlDbType.Integer) },
        });
    }

    /// <summary>Appends many events at once, without a document.</summary>
    public async Task Append(string stream, string type, byte[][] data)
    {
        var version = await Load(stream);
        await Save(Advance(stream, version, data.Length), new NpgsqlBatchCommand(
            $"""
            insert into mt_events {EventColumns}
            select nextval('mt_events_sequence'), e.id, $3, $4 + e.place, e.data, $5, $6, '*DEFAULT*', $7, null, $8, $9, 'bench', false
            from unnest($1, $2) with ordinality as e(id, data, place)
            """)
        {
            Parameters =
            {
                Of(Array.ConvertAll(data, _ => Guid.CreateVersion7()), NpgsqlDbType.Array | NpgsqlDbType.Uuid),
                Of(data, NpgsqlDbType.Array | NpgsqlDbType.Jsonb),
                Of(stream, NpgsqlDbType.Varchar), Of(version, NpgsqlDbType.Bigint), Of(type, NpgsqlDbType.Varchar),
                Of(TimeProvider.System.GetUtcNow().UtcDateTime, NpgsqlDbType.TimestampTz),
                Of("Realtime.Sessions." + type, NpgsqlDbType.Varchar), Of("Record", NpgsqlDbType.Varchar), Of(Headers, NpgsqlDbType.Jsonb),
            },
        });
    }

    async Task<long> Load(string stream)
    {
        load.Parameters.Clear();
        load.Parameters.Add(Of(stream, NpgsqlDbType.Varchar));
        await load.PrepareAsync();
        await using var reader = await load.ExecuteReaderAsync();
        return await reader.ReadAsync() ? reader.GetInt64(0) : 0;
    }

    static NpgsqlBatchCommand Advance(string stream, long version, int count) => version == 0
        ? new NpgsqlBatchCommand(
            "insert into mt_streams (id, type, version, timestamp, tenant_id) values ($1, 'conversation', $2, now(), '*DEFAULT*')")
        {
            Parameters = { Of(stream, NpgsqlDbType.Varchar), Of((long)count, NpgsqlDbType.Bigint) },
        }
        : new NpgsqlBatchCommand("update mt_streams set version = version + $3, timestamp = now() where id = $1 and version = $2")
        {
            Parameters = { Of(stream, NpgsqlDbType.Varchar), Of(version, NpgsqlDbType.Bigint), Of((long)count, NpgsqlDbType.Bigint) },
        };

    async Task Save(params NpgsqlBatchCommand[] commands)
    {
        await using var batch = connection.CreateBatch();
        foreach (var command in commands) batch.BatchCommands.Add(command);
        await batch.PrepareAsync();
        await batch.ExecuteNonQueryAsync();
    }

    static NpgsqlParameter<T> Of<T>(T value, NpgsqlDbType type) => new() { TypedValue = value, NpgsqlDbType = type };

    public async ValueTask DisposeAsync()
    {
        await load.DisposeAsync();
        await connection.DisposeAsync();
    }
}
