using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// SQL that reads a page of mt_events: up to a number of rows and of stored bytes, and at least one row. PostgreSQL knows the stored size
/// without unpacking the data. It compresses large data, so readers also count the bytes that they get.
/// </summary>
static class BoundedRows
{
    /// <summary>The most bytes of a page: as stored, and as read.</summary>
    public const int MostStored = 256 * 1024, MostRead = 1024 * 1024;

    /// <summary>An event of more stored bytes is large.</summary>
    public const int Large = 64 * 1024;

    /// <summary>The data of e, unless it is large.</summary>
    public static readonly string SmallData = $"case when e.stored <= {Large} then e.data end";

    /// <summary>The columns of e, and as the last column whether another row follows this one.</summary>
    /// <param name="where">The condition for the events e.</param>
    /// <param name="order">The column that orders them.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="largeAlone">A large event is a page of its own.</param>
    public static string Select(string columns, string where, string order, string limit, bool largeAlone = false)
    {
        var weight = largeAlone ? $"case when stored <= {Large} then stored else {MostStored + 1} end" : "stored";
        return $"""
            select {columns}, e.more from (
                select n.*, row_number() over w as place, sum({weight}) over w as held, lead({order}) over w is not null as more
                from (select e.*, pg_column_size(e.data) as stored from mt_events e where {where} order by e.{order} limit {limit} + 1) n
                window w as (order by {order})) e
            where e.place <= {limit} and (e.place = 1 or e.held <= {MostStored}) order by e.{order}
            """;
    }

    /// <summary>Reads the rows of <see cref="Select"/>, and stops when it holds enough bytes. More says whether rows follow.</summary>
    public static async Task<(List<T> Rows, bool More)> Read<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, T> read, Func<T, int> bytes, CancellationToken ct)
    {
        var rows = new List<T>();
        var (held, more) = (0L, false);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var row = read(reader);
            held += bytes(row);
            if (rows.Count > 0 && held > MostRead) return (rows, More: true);
            rows.Add(row);
            more = reader.GetBoolean(reader.FieldCount - 1);
        }

        return (rows, more);
    }
}
