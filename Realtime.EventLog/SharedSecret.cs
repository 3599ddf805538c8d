using System.Security.Cryptography;
using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// The key with which services trust each other. It lives in the database they share: whoever can read it there can already write the log,
/// and no service needs it in its settings.
/// </summary>
public sealed class SharedSecret(NpgsqlDataSource database)
{
    const string Name = "internal";
    volatile string? known;

    /// <summary>The same for every service on this database, made by the first that asks.</summary>
    public async ValueTask<string> Get(CancellationToken ct)
    {
        if (known is { } key) return key;
        await using var command = database.CreateCommand(
            """
            with made as (insert into realtime.secret (name, value) values ($1, $2) on conflict (name) do nothing returning value)
            select value from made union all select value from realtime.secret where name = $1 limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = RandomNumberGenerator.GetHexString(64, lowercase: true) });
        return known = (string?)await command.ExecuteScalarAsync(ct) ?? await Get(ct);
    }
}
