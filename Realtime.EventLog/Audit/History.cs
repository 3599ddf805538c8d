using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>Reads recorded events, also of archived conversations. It keeps only one page in memory, whatever the length.</summary>
public sealed class History(NpgsqlDataSource database)
{
    /// <summary>
    /// The type of Marten's own rows for the unused numbers of failed saves. They are not events of a conversation. They are recognized by
    /// the type and not by their stream, because a client of the first version could give the stream's name to a conversation.
    /// </summary>
    public const string Tombstone = "tombstone";

    internal static readonly string Columns = ColumnsWith("e.data");

    /// <summary>The same columns for <see cref="BoundedRows"/>.</summary>
    internal static readonly string BoundedColumns = ColumnsWith(BoundedRows.FittingData);

    static string ColumnsWith(string data) =>
        $"""
         e.stream_id, e.version, e.seq_id, e.type, e.timestamp, {data}, e.id, e.user_name, e.correlation_id, e.causation_id,
         e.headers ->> 'worker', e.headers ->> 'traceparent', e.headers -> 'masked' is not null, e.headers ->> 'subject', e.headers ->> 'key'
         """;

    internal const int ColumnCount = 15;
    const int PageSize = 200;

    static readonly string PageQuery =
        BoundedRows.Select(BoundedColumns, where: "e.stream_id = $1 and e.version > $2", order: "version", limit: "$3");

    /// <summary>
    /// Up to <paramref name="limit"/> events after a version, the oldest first; fewer if they are large. More says whether events follow.
    /// </summary>
    public async Task<(IReadOnlyList<RecordedEvent> Events, bool More)> Page(
        ConversationKey conversation, long after, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(PageQuery);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await ReadPage(command, limit, ct);
    }

    /// <summary>
    /// All events after a version, up to the last one or to <paramref name="upTo"/>. It holds no connection between pages.
    /// </summary>
    public async IAsyncEnumerable<RecordedEvent> All(
        ConversationKey conversation, long after = 0, long upTo = long.MaxValue, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var page in Pages(conversation, after, upTo, ct))
        {
            foreach (var e in page) yield return e;
        }
    }

    /// <summary>The same events, page by page. A page may be empty.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<RecordedEvent>> Pages(
        ConversationKey conversation, long after, long upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var (page, more) = await Page(conversation, after, PageSize, ct);
            if (page.Count > 0) after = page[^1].Event.Version;
            yield return after <= upTo ? page : [.. page.TakeWhile(e => e.Event.Version <= upTo)];
            if (!more || after >= upTo) yield break;
        }
    }

    /// <summary>The sessions of a conversation in order, folded from its stream. Only the last one may be live.</summary>
    public async IAsyncEnumerable<SessionSummary> Sessions(ConversationKey conversation, long after,
        [EnumeratorCancellation] CancellationToken ct)
    {
        SessionSummary? session = null;
        await foreach (var e in All(conversation, after, ct: ct))
        {
            if (!Touches(e.Event.Type)) continue;
            var data = (SessionEvent)e.Event.Decode();
            if (data is SessionRequested) session = new SessionSummary();
            session = session?.After(data, new EventPlace(conversation.Stream, e.Event.Version, e.Event.Sequence, e.Event.At));
            if (data is not SessionEnded || session is null) continue;
            yield return session;
            session = null;
        }

        if (session is not null) yield return session;
    }

    /// <summary>The version of a conversation and whether it is archived; null for an unknown conversation.</summary>
    public async Task<(long Version, bool IsArchived)?> Find(ConversationKey conversation, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select version, is_archived from mt_streams where id = $1 and version > 0");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetBoolean(1)) : null;
    }

    /// <summary>The last version recorded at or before a time; 0 if there is none.</summary>
    public async Task<long> VersionAt(ConversationKey conversation, DateTimeOffset time, CancellationToken ct)
    {
        await using var command =
            database.CreateCommand("select coalesce(max(version), 0) from mt_events where stream_id = $1 and timestamp <= $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    internal static async Task<List<RecordedEvent>> ReadAll(NpgsqlCommand command, CancellationToken ct)
    {
        var events = new List<RecordedEvent>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) events.Add(Read(reader, 0));
        return events;
    }

    internal static Task<(List<RecordedEvent> Events, bool More)> ReadPage(
        NpgsqlCommand command, int limit, CancellationToken ct) =>
        BoundedRows.Read(command, limit, static row => Read(row, 0), static e => e.Event.Data.Length, ct);

    /// <summary>Reads the <see cref="Columns"/> of a row, starting at a position.</summary>
    /// <param name="timeless">Ignores the time, for a row whose time .NET cannot represent.</param>
    internal static RecordedEvent Read(NpgsqlDataReader row, int at, bool timeless = false) => new(
        new LoggedEvent(row.GetString(at), row.GetInt64(at + 1), row.GetInt64(at + 2), row.GetString(at + 3),
            timeless ? DateTimeOffset.MaxValue : row.GetFieldValue<DateTimeOffset>(at + 4), row.GetFieldValue<byte[]>(at + 5)),
        row.GetGuid(at + 6), Text(row, at + 7), Text(row, at + 8), Text(row, at + 9), Text(row, at + 10), Text(row, at + 11),
        row.GetBoolean(at + 12),
        Text(row, at + 13) is { } subject ? new Cause(subject, Text(row, at + 14)) : null);

    static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    static bool Touches(string type) =>
        type is "session_requested" or "session_claimed" or "session_started" or "end_requested" or "session_ended";
}
