using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Realtime.Api.Problems;
using Realtime.EventLog;

namespace Realtime.Api.Live;

/// <summary>What a client secret allows: until when (Unix seconds), and the session it is for.</summary>
sealed record ClientSecret(long ExpiresAt, string? Model, string? Voice, string? Instructions);

/// <summary>
/// Short-lived tokens for browsers: signed, so that any API node can check one that another made. With Realtime:ApiKey set, live sockets
/// need the key or such a token; without it they may come with anything, as a development machine wants.
/// </summary>
sealed class ClientSecrets(SharedSecret shared, IOptions<ApiOptions> options, TimeProvider time)
{
    const string Prefix = "ek_";

    /// <summary>How browsers, which cannot set headers, hand over a token.</summary>
    const string SubProtocolPrefix = "openai-insecure-api-key.";

    public async Task<string> Make(ClientSecret secret, CancellationToken ct)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(secret));
        return $"{Prefix}{payload}.{Base64Url.EncodeToString(Signature(payload, await shared.Get(ct)))}";
    }

    /// <summary>The token that the request carries, if it is one; null for the key itself, or where none is asked for.</summary>
    /// <exception cref="UnauthorizedException">A key is asked for, and this is neither it nor a valid token.</exception>
    public async Task<ClientSecret?> Authorize(HttpRequest request, CancellationToken ct)
    {
        var presented = Presented(request);
        if (presented?.StartsWith(Prefix, StringComparison.Ordinal) == true && await Read(presented, ct) is { } secret) return secret;
        if (options.Value.ApiKey is not { Length: > 0 } key) return null;
        var same = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented ?? ""), Encoding.UTF8.GetBytes(key));
        return same ? null : throw new UnauthorizedException();
    }

    static string? Presented(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header["Bearer ".Length..];
        return request.HttpContext.WebSockets.WebSocketRequestedProtocols
            .FirstOrDefault(p => p.StartsWith(SubProtocolPrefix, StringComparison.Ordinal))?[SubProtocolPrefix.Length..];
    }

    async Task<ClientSecret?> Read(string token, CancellationToken ct)
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

    static byte[] Signature(string payload, string key) => HMACSHA256.HashData(Encoding.UTF8.GetBytes("client-secret:" + key), Encoding.UTF8.GetBytes(payload));
}
