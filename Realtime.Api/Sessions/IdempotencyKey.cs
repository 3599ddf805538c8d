using System.Security.Cryptography;
using System.Text;
using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

/// <summary>The Idempotency-Key header: an id for requests whose body has none.</summary>
static class IdempotencyKey
{
    const int MaximumLength = 128;

    public static string? Of(HttpContext context)
    {
        if (!context.Request.Headers.TryGetValue("Idempotency-Key", out var values)) return null;
        var key = values.ToString();
        if (key.Length is 0 or > MaximumLength || key.Any(c => c is < '!' or > '~'))
            throw new InvalidOptionsException("Idempotency-Key", $"The Idempotency-Key header must be 1 to {MaximumLength} printable characters without spaces.");
        return key;
    }

    /// <summary>A session id that the same key always gives in the same conversation. Version 8: a hash of our own choosing.</summary>
    public static Guid SessionId(string conversation, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation}\n{key}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
