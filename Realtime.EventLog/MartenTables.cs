using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// What our SQL believes of Marten's tables. Reads of the log, the audit, the seals and recovery are SQL on them; before a service works,
/// it makes sure that they are what that SQL was written for.
/// </summary>
public static class MartenTables
{
    /// <summary>The version of Marten whose tables these are. A test holds it against the package: whoever takes another looks here.</summary>
    public const string WrittenFor = "9.58";

    const int Newest = 1_000;

    static readonly (string Table, string Columns)[] Believed =
    [
        ("mt_streams", "id varchar, version bigint, is_archived boolean"),
        ("mt_events", "seq_id bigint, id uuid, stream_id varchar, version bigint, data jsonb, type varchar, timestamp timestamptz, user_name varchar, "
            + "correlation_id varchar, causation_id varchar, headers jsonb, is_archived boolean, bdata bytea"),
        ("mt_event_progression", "name varchar, last_seq_id bigint, last_updated timestamptz"),
        ("mt_doc_conversation", "id varchar, data jsonb"),
        ("mt_doc_sessionsummary", "id varchar, data jsonb"),
        ("mt_doc_deadletterevent", "data jsonb"),
    ];

    /// <exception cref="InvalidOperationException">A table is not what our SQL was written for; names it, the column, and what is there.</exception>
    internal static async Task Check(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var (table, columns) in Believed)
        {
            foreach (var (name, type) in columns.Split(", ").Select(column => column.Split(' ')).Select(column => (column[0], column[1])))
            {
                var found = await Scalar(connection,
                    $"select format_type(atttypid, null) from pg_attribute where attrelid = to_regclass('{table}') and attname = '{name}' and not attisdropped", ct) as string;
                if (found != Formatted(type))
                    throw new InvalidOperationException(
                        $"Column {name} of {table} should be {type} and is {found ?? "not there"}: this service was written for the tables of Marten {WrittenFor}.");
            }
        }

        // An event in Marten's binary form has an empty object as its JSON: reading that would falsify the log.
        if (await Scalar(connection, $"select exists (select from (select bdata from mt_events order by seq_id desc limit {Newest}) e where bdata is not null)", ct) is true)
            throw new InvalidOperationException("mt_events has events in Marten's binary form: this service reads and writes JSON only.");
    }

    static string Formatted(string type) => type switch
    {
        "varchar" => "character varying",
        "timestamptz" => "timestamp with time zone",
        _ => type,
    };

    static async Task<object?> Scalar(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }
}
