using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Realtime.EventLog;

namespace Realtime.Api.Live;

/// <summary>The content of a client secret: its expiry (Unix seconds), its maker, and the options of its sessions.</summary>
/// <param name="Subject">The caller that made it.</param>
sealed record ClientSecret(long ExpiresAt, string Tenant, string Subject, string? Key, string? Model, string? Voice, string? Instructions);

/// <summary>Short-lived tokens for browsers. They are signed, so that every API node can check them.</summary>
sealed class ClientSecrets(SharedSecret shared, TimeProvider time)
{
    public const string Prefix = "ek_";

    public async Task<string> Make(ClientSecret secret, CancellationToken ct)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(secret));
        return $"{Prefix}{payload}.{Base64Url.EncodeToString(Signature(payload, await shared.Get(ct)))}";
    }

    /// <summary>The content of a token; null if it is not valid or has expired.</summary>
    public async Task<ClientSecret?> Read(string token, CancellationToken ct)
    {
        if (token[Prefix.Length..].Split('.') is not [var payload, var signature]) return null;
        try
        {
            if (!await shared.IsGood(Base64Url.DecodeFromChars(signature), key => Signature(payload, key), ct)) return null;
            var secret = JsonSerializer.Deserialize<ClientSecret>(Base64Url.DecodeFromChars(payload));
            return secret?.ExpiresAt > time.GetUtcNow().ToUnixTimeSeconds() ? secret : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    static byte[] Signature(string payload, string key) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes("client-secret:" + key), Encoding.UTF8.GetBytes(payload));
}
