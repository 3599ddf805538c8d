using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// What our SQL expects of Marten's tables. Appends, reads, the audit, the seals and recovery use SQL on them. When a service starts, it
/// checks that the tables have the shape that this SQL was written for.
/// </summary>
public static class MartenTables
{
    /// <summary>
    /// The version of Marten that has these tables. A test compares it with the package, so that a new version needs a look at this file.
    /// </summary>
    public const string WrittenFor = "9.58";

    /// <summary>
    /// The values that Marten writes into its type columns for a conversation's stream and document, and into the tenant column without
    /// tenants.
    /// </summary>
    internal const string StreamType = "conversation", DocumentType = "Realtime.Sessions.Conversation", Tenant = "*DEFAULT*";

    const int Newest = 1_000;

    static readonly (string Table, string Columns)[] Believed =
    [
        ("mt_streams", "id varchar, type varchar, version bigint, timestamp timestamptz, tenant_id varchar, is_archived boolean"),
        (
            "mt_events", "seq_id bigint, id uuid, stream_id varchar, version bigint, data jsonb, type varchar, "
            + "timestamp timestamptz, user_name varchar, "
            + "correlation_id varchar, causation_id varchar, headers jsonb, is_archived boolean, bdata bytea, "
            + "tenant_id varchar, mt_dotnet_type varchar"),
        ("mt_event_progression", "name varchar, last_seq_id bigint, last_updated timestamptz"),
        ("mt_doc_conversation", "id varchar, data jsonb, mt_last_modified timestamptz, mt_dotnet_type varchar, mt_version bigint"),
        ("mt_doc_sessionsummary", "id varchar, data jsonb, mt_last_modified timestamptz, mt_dotnet_type varchar, mt_version bigint"),
        ("mt_doc_deadletterevent", "data jsonb"),
    ];

    /// <exception cref="InvalidOperationException">A table has another shape. The message names the table, the column, and its
    /// type.</exception>
    internal static async Task Check(NpgsqlConnection connection, CancellationToken ct)
    {
        var there = await Columns(connection, ct);
        foreach (var (table, columns) in Believed)
        {
            foreach (var (name, type) in columns.Split(", ").Select(column => column.Split(' ')).Select(column => (column[0], column[1])))
            {
                var found = there.GetValueOrDefault((table, name));
                if (found != Formatted(type))
                    throw new InvalidOperationException(
                        $"Column {name} of {table} should be {type} and is {found ?? "not there"}: this service was written for the "
                        + $"tables of Marten {WrittenFor}.");
            }
        }

        // The JSON of an event in Marten's binary form is an empty object. Reading that would falsify the log.
        await using var binary = new NpgsqlCommand(
            $"select exists (select from (select bdata from mt_events order by seq_id desc limit {Newest}) e where bdata is not null)",
            connection);
        if (await binary.ExecuteScalarAsync(ct) is true)
            throw new InvalidOperationException("mt_events has events in Marten's binary form: this service reads and writes JSON only.");
    }

    static string Formatted(string type) => type switch
    {
        "varchar" => "character varying",
        "timestamptz" => "timestamp with time zone",
        _ => type,
    };

    /// <summary>The type of every column of these tables.</summary>
    static async Task<Dictionary<(string Table, string Column), string>> Columns(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select t.name, a.attname::text, format_type(a.atttypid, null) from unnest($1) as t(name)
            join pg_attribute a on a.attrelid = to_regclass(t.name) and a.attnum > 0 and not a.attisdropped
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. Believed.Select(believed => believed.Table)] });
        await using var row = await command.ExecuteReaderAsync(ct);
        var columns = new Dictionary<(string, string), string>();
        while (await row.ReadAsync(ct)) columns[(row.GetString(0), row.GetString(1))] = row.GetString(2);
        return columns;
    }
}
