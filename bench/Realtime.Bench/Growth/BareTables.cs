using Npgsql;

namespace Realtime.Bench.Growth;

/// <summary>Tables without their indexes and constraints, while many rows are copied into them.</summary>
static class BareTables
{
    /// <summary>Empties the tables, and drops their indexes and constraints. Returns the statements that restore these.</summary>
    public static async Task<IReadOnlyList<string>> Strip(NpgsqlConnection connection, params string[] tables)
    {
        const string all =
            """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), contype = 'f'
            from pg_constraint where conrelid = any($1::regclass[]) and contype in ('p', 'u', 'f')
            union all
            select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid), false
            from pg_index where indrelid = any($1::regclass[])
                and not exists (select from pg_constraint where conindid = indexrelid and conrelid = indrelid)
            """;
        await Execute(connection, "truncate " + string.Join(", ", tables));
        var found = new List<(string Drop, string Restore, bool IsReference)>();
        await using (var command = new NpgsqlCommand(all, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = tables });
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync()) found.Add((row.GetString(0), row.GetString(1), row.GetBoolean(2)));
        }

        foreach (var (drop, _, _) in found.OrderByDescending(f => f.IsReference)) await Execute(connection, drop);
        return [.. found.OrderBy(f => f.IsReference).Select(f => f.Restore)];
    }

    public static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
