using System.Security.Cryptography;
using Npgsql;

namespace Realtime.EventLog;

/// <summary>The secrets of the deployment, in a table that readers of events have no right to read.</summary>
static class SecretRows
{
    /// <summary>Reads the secret of this name and the one that it replaced. The first caller creates the secret.</summary>
    public static async Task<(string Value, string? Previous)> ReadOrMake(NpgsqlDataSource database, string name, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with made as (insert into realtime.secret (name, value) values ($1, $2) on conflict (name) do nothing returning value, previous)
            select value, previous from made union all select value, previous from realtime.secret where name = $1 limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = RandomNumberGenerator.GetHexString(64, lowercase: true) });
        while (true) // if another service is creating it at this moment, the statement returns no row
        {
            await using var rows = await command.ExecuteReaderAsync(ct);
            if (await rows.ReadAsync(ct)) return (rows.GetString(0), await rows.IsDBNullAsync(1, ct) ? null : rows.GetString(1));
        }
    }
}
