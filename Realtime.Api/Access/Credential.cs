namespace Realtime.Api.Access;

/// <summary>The credential that a request presents.</summary>
static class Credential
{
    const string Scheme = "Bearer ";

    /// <summary>Where Azure's clients put a key.</summary>
    public const string AzureHeader = "api-key";

    /// <summary>Browsers cannot set headers on a WebSocket and send the credential in a subprotocol.</summary>
    const string SubProtocolPrefix = "openai-insecure-api-key.";

    /// <summary>A bearer token or Azure's header, or a WebSocket's subprotocol; null where there is none.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return header[Scheme.Length..].Trim();
        if (request.Headers[AzureHeader].ToString() is { Length: > 0 } key) return key.Trim();
        return request.HttpContext.WebSockets.WebSocketRequestedProtocols
            .FirstOrDefault(p => p.StartsWith(SubProtocolPrefix, StringComparison.Ordinal))?[SubProtocolPrefix.Length..];
    }
}
