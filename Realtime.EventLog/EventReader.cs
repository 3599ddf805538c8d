using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// Reads Marten's table in order, page by page and without decoding the data. The versions of a conversation have no gaps, so "everything
/// after version n" is a complete position.
/// </summary>
public sealed class EventReader(NpgsqlDataSource database) : IDisposable
{
    /// <summary>
    /// The most pages that are read at the same time. Followers that reconnect all at once wait here, and leave the other connections of
    /// the pool free.
    /// </summary>
    const int MostPages = 24;

    /// <summary>The most large events in memory at the same time.</summary>
    const int MostLarge = 8;

    const string Head = "e.stream_id, e.version, e.seq_id, e.type, e.timestamp";

    /// <summary>What <see cref="Read"/> reads.</summary>
    internal const string Columns = Head + ", e.data";

    const string After = "e.stream_id = $1 and e.version > $2";

    static readonly string SmallPageQuery = BoundedRows.SelectSmall(Head, where: After, order: "version", limit: "$3");

    static readonly string PageQuery = BoundedRows.Select(
        $"{Head}, {BoundedRows.SmallData}", where: After, order: "version", limit: "$3", largeAlone: true);

    readonly SemaphoreSlim pages = new(MostPages), large = new(MostLarge);

    /// <summary>
    /// Up to <paramref name="limit"/> events after a version, the oldest first, also of archived conversations. If they are large there are
    /// fewer, but at least one.
    /// </summary>
    public async Task<EventPage> Page(ConversationKey conversation, long after, int limit, CancellationToken ct)
    {
        await pages.WaitAsync(ct);
        EventPage page;
        try
        {
            page = await ReadSmall(conversation, after, limit, ct);
            if (page is { Events: [], More: true }) page = await ReadAny(conversation, after, limit, ct);
        }
        finally
        {
            pages.Release();
        }

        return page.Events is [{ HasData: false } only] ? await Large(only, page.More, ct) : page;
    }

    /// <summary>Reads one large event when there is room for it. The page gives the room back.</summary>
    async Task<EventPage> Large(LoggedEvent e, bool more, CancellationToken ct)
    {
        await large.WaitAsync(ct);
        try
        {
            await using var command =
                database.CreateCommand($"select {Columns} from mt_events e where e.stream_id = $1 and e.version = $2");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = e.Conversation });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = e.Version });
            return new EventPage(await ReadAll(command, ct), more, () => large.Release());
        }
        catch
        {
            large.Release();
            throw;
        }
    }

    public void Dispose()
    {
        pages.Dispose();
        large.Dispose();
    }

    /// <summary>The events of some types after one version and up to another, the oldest first.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> OfTypes(
        ConversationKey conversation, long after, long upTo, string[] types, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             select {Columns} from mt_events e
             where e.stream_id = $1 and e.version > $2 and e.version <= $3 and e.type = any($4) order by e.version
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        command.Parameters.Add(
            new NpgsqlParameter<string[]> { TypedValue = types, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        return await ReadAll(command, ct);
    }

    /// <summary>The version of the last event; 0 for an unknown conversation.</summary>
    public async Task<long> Version(ConversationKey conversation, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select version from mt_streams where id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        return await command.ExecuteScalarAsync(ct) is long version ? version : 0;
    }

    /// <summary>How long ago an event was recorded, by the database's clock; zero if it does not exist.</summary>
    public async Task<TimeSpan> Age(ConversationKey conversation, long version, CancellationToken ct)
    {
        await using var command =
            database.CreateCommand("select clock_timestamp() - timestamp from mt_events where stream_id = $1 and version = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        return await command.ExecuteScalarAsync(ct) is TimeSpan age && age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    /// <summary>
    /// Whether a conversation has an event with any of these ids. Requests do not count, because a client of the first version may have
    /// chosen their ids.
    /// </summary>
    public async Task<bool> HasAny(ConversationKey conversation, Guid[] ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select exists (select from mt_events where id = any($1) and stream_id = $2 and type <> 'session_requested')");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>A page that ends before the first event that is not small.</summary>
    async Task<EventPage> ReadSmall(ConversationKey conversation, long after, int limit, CancellationToken ct)
    {
        await using var command = PageOf(SmallPageQuery, conversation, after, limit);
        var (events, more) = await BoundedRows.ReadSmall(command, limit, Read, ct);
        return new EventPage(events, more);
    }

    async Task<EventPage> ReadAny(ConversationKey conversation, long after, int limit, CancellationToken ct)
    {
        await using var command = PageOf(PageQuery, conversation, after, limit);
        var (events, more) = await BoundedRows.Read(command, limit, Read, static e => e.Data.Length, ct);
        return new EventPage(events, more);
    }

    NpgsqlCommand PageOf(string query, ConversationKey conversation, long after, int limit)
    {
        var command = database.CreateCommand(query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return command;
    }

    static async Task<IReadOnlyList<LoggedEvent>> ReadAll(NpgsqlCommand command, CancellationToken ct)
    {
        var events = new List<LoggedEvent>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) events.Add(Read(reader));
        return events;
    }

    /// <summary>Reads the first six columns of a row. The data may be null.</summary>
    internal static LoggedEvent Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3),
        row.GetFieldValue<DateTimeOffset>(4), row.IsDBNull(5) ? ReadOnlyMemory<byte>.Empty : row.GetFieldValue<byte[]>(5));
}
