using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// Computes session ids from a conversation and a key that its client chose. The ids depend on a secret of the deployment, so that nobody
/// can compute the id for another client's key and use it first. The secret is created once and never changes, since a key must always give
/// the same id.
/// </summary>
public sealed class SessionKeys(NpgsqlDataSource database)
{
    const string Name = "session-keys";
    volatile byte[]? known;

    /// <summary>The session id for a key: a UUID of version 8, which is a custom hash.</summary>
    public async ValueTask<Guid> SessionId(ConversationKey conversation, string key, CancellationToken ct) =>
        ToGuid(HMACSHA256.HashData(await Secret(ct), Text(conversation, key)));

    /// <summary>
    /// The id that the first version gave to the key, which anybody can compute. Only for finding what the first version recorded.
    /// </summary>
    public static Guid FirstVersionSessionId(ConversationKey conversation, string key) => ToGuid(SHA256.HashData(Text(conversation, key)));

    // Neither of them contains a line break.
    static byte[] Text(ConversationKey conversation, string key) => Encoding.UTF8.GetBytes($"{conversation}\n{key}");

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
        return known = Encoding.UTF8.GetBytes((await SecretRows.ReadOrMake(database, Name, ct)).Value);
    }
}
