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

    /// <summary>An event of at most so many stored bytes is small: a whole page of them is not too much to read.</summary>
    public const int Small = 4 * 1024;

    /// <summary>The data of e, unless it is large.</summary>
    public static readonly string SmallData = $"case when e.stored <= {Large} then e.data end";

    /// <summary>The data of e, unless e only shows that the page is full.</summary>
    public static readonly string FittingData = $"case when e.held <= {MostStored} then e.data end";

    /// <summary>
    /// The columns of e, and as the last one the stored bytes of the page up to e. One row more than fits shows that the page is full: to
    /// ask for the next row of each row would cost a page twice as much.
    /// </summary>
    /// <param name="where">The condition for the events e.</param>
    /// <param name="order">The column that orders them.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="largeAlone">A large event is a page of its own.</param>
    public static string Select(string columns, string where, string order, string limit, bool largeAlone = false)
    {
        // The first row fits whatever its size, and then fills the page.
        var weight = largeAlone ? $"case when stored <= {Large} then stored else {MostStored} end" : $"least(stored, {MostStored})";
        return $"""
            select {columns}, e.held from (
                select n.*, {weight} as weight, sum({weight}) over (order by {order} rows unbounded preceding) as held
                from (select e.*, pg_column_size(e.data) as stored from mt_events e where {where} order by e.{order} limit {limit} + 1) n) e
            where e.held - e.weight <= {MostStored} order by e.{order}
            """;
    }

    /// <summary>
    /// The columns of e, and then its data if it is small, and its stored bytes. The reader adds them up: for PostgreSQL that is almost half
    /// of the work of a page. Compressed data is not small, whatever its size, because PostgreSQL would unpack it for rows that do not fit.
    /// </summary>
    public static string SelectSmall(string columns, string where, string order, string limit) =>
        $"""
         select {columns}, case when pg_column_size(e.data) <= {Small} and pg_column_compression(e.data) is null then e.data end,
             pg_column_size(e.data)
         from mt_events e where {where} order by e.{order} limit {limit} + 1
         """;

    /// <summary>
    /// Reads the rows of <see cref="SelectSmall"/> up to the first that is not small. More says whether rows follow: with no row before it,
    /// the first one is not small.
    /// </summary>
    public static async Task<(List<T> Rows, bool More)> ReadSmall<T>(
        NpgsqlCommand command, int limit, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var rows = new List<T>();
        var held = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (data, size) = (reader.FieldCount - 2, reader.FieldCount - 1);
            if (rows.Count >= limit || reader.IsDBNull(data) || (held += reader.GetInt32(size)) > MostStored) return (rows, More: true);
            rows.Add(read(reader));
        }

        return (rows, More: false);
    }

    /// <summary>Reads the rows of <see cref="Select"/>, and stops when it holds enough. More says whether rows follow.</summary>
    public static async Task<(List<T> Rows, bool More)> Read<T>(
        NpgsqlCommand command, int limit, Func<NpgsqlDataReader, T> read, Func<T, int> bytes, CancellationToken ct)
    {
        var rows = new List<T>();
        var held = 0L;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (rows.Count >= limit || reader.GetInt64(reader.FieldCount - 1) > MostStored) return (rows, More: true);
            var row = read(reader);
            held += bytes(row);
            if (rows.Count > 0 && held > MostRead) return (rows, More: true);
            rows.Add(row);
        }

        return (rows, More: false);
    }
}
