using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// Session ids that follow from a conversation and a key its client chose. They hang on a secret of the deployment, so that nobody can work out
/// the id of another's key and use it first. The secret is made once and stays, for a key must give the same id tomorrow.
/// </summary>
public sealed class SessionKeys(NpgsqlDataSource database)
{
    const string Name = "session-keys";
    volatile byte[]? known;

    /// <summary>A UUID of version 8: a hash of our own choosing.</summary>
    public async ValueTask<Guid> SessionId(string conversation, string key, CancellationToken ct) =>
        ToGuid(HMACSHA256.HashData(await Secret(ct), Text(conversation, key)));

    /// <summary>The id that the first version gave the key, which anybody can work out: only to find what it recorded.</summary>
    public static Guid FirstVersionSessionId(string conversation, string key) => ToGuid(SHA256.HashData(Text(conversation, key)));

    // Neither holds a line break.
    static byte[] Text(string conversation, string key) => Encoding.UTF8.GetBytes($"{conversation}\n{key}");

    static Guid ToGuid(byte[] hash)
    {
        var id = hash.AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    async ValueTask<byte[]> Secret(CancellationToken ct)
    {
        if (known is { } secret) return secret;
        await using var command = database.CreateCommand(
            """
            with made as (insert into realtime.secret (name, value) values ($1, $2) on conflict (name) do nothing returning value)
            select value from made union all select value from realtime.secret where name = $1 limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = RandomNumberGenerator.GetHexString(64, lowercase: true) });
        // Another may be making it at this moment: then this statement sees neither.
        return await command.ExecuteScalarAsync(ct) is string value ? known = Encoding.UTF8.GetBytes(value) : await Secret(ct);
    }
}
