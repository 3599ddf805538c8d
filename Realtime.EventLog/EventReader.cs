using Npgsql;
using NpgsqlTypes;

namespace Realtime.EventLog;

/// <summary>
/// Reads Marten's table in order, page by page and without decoding the data. The versions of a conversation have no gaps, so "everything
/// after version n" is a complete position.
/// </summary>
public sealed class EventReader(NpgsqlDataSource database) : IDisposable
{
    /// <summary>The most events of one conversation in one <see cref="News"/>.</summary>
    public const int MostNews = 1_000;

    /// <summary>
    /// The most pages that are read at the same time. Followers that reconnect all at once wait here, and leave the other connections of
    /// the pool free.
    /// </summary>
    const int MostPages = 24;
    readonly SemaphoreSlim pages = new(MostPages);

    const string Columns = "e.stream_id, e.version, e.seq_id, e.type, e.timestamp, e.data";

    /// <summary>Up to <paramref name="limit"/> events after a version, the oldest first, also of archived conversations.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> Page(string conversation, long after, int limit, CancellationToken ct)
    {
        await pages.WaitAsync(ct);
        try
        {
            await using var command = PageOf(database, Columns, conversation, after, limit);
            return await ReadAll(command, ct);
        }
        finally
        {
            pages.Release();
        }
    }

    public void Dispose() => pages.Dispose();

    /// <summary>The events of some types after one version and up to another, the oldest first.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> OfTypes(string conversation, long after, long upTo, string[] types, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from mt_events e where e.stream_id = $1 and e.version > $2 and e.version <= $3 and e.type = any($4) order by e.version");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = types, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        return await ReadAll(command, ct);
    }

    /// <summary>
    /// The new events of many conversations, each after its own version, in one query. Ordered by conversation, then version.
    /// </summary>
    public async Task<IReadOnlyList<LoggedEvent>> News(string[] conversations, long[] after, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             select {Columns} from unnest($1, $2) as followed (id, after)
             cross join lateral (select * from mt_events n where n.stream_id = followed.id and n.version > followed.after
                                 order by n.version limit {MostNews}) e
             order by e.stream_id, e.version
             """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = conversations, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = after });
        return await ReadAll(command, ct);
    }

    /// <summary>The version of the last event; 0 for an unknown conversation.</summary>
    public async Task<long> Version(string conversation, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select version from mt_streams where id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        return await command.ExecuteScalarAsync(ct) is long version ? version : 0;
    }

    /// <summary>How long ago an event was recorded, by the database's clock; zero if it does not exist.</summary>
    public async Task<TimeSpan> Age(string conversation, long version, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select clock_timestamp() - timestamp from mt_events where stream_id = $1 and version = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        return await command.ExecuteScalarAsync(ct) is TimeSpan age && age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    /// <summary>
    /// Whether a conversation has an event with any of these ids. Requests do not count, because a client of the first version may have
    /// chosen their ids.
    /// </summary>
    public async Task<bool> HasAny(string conversation, Guid[] ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select exists (select from mt_events where id = any($1) and stream_id = $2 and type <> 'session_requested')");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>A query for the columns of up to this many events e of a conversation after a version, the oldest first.</summary>
    internal static NpgsqlCommand PageOf(NpgsqlDataSource database, string columns, string conversation, long after, int limit)
    {
        var command = database.CreateCommand($"select {columns} from mt_events e where e.stream_id = $1 and e.version > $2 order by e.version limit $3");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return command;
    }

    static async Task<IReadOnlyList<LoggedEvent>> ReadAll(NpgsqlCommand command, CancellationToken ct)
    {
        var events = new List<LoggedEvent>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            events.Add(new LoggedEvent(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<byte[]>(5)));
        }

        return events;
    }
}
