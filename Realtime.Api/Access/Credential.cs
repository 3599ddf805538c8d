namespace Realtime.Api.Access;

/// <summary>The credential that a request presents.</summary>
static class Credential
{
    const string Scheme = "Bearer ";

    /// <summary>Browsers cannot set headers on a WebSocket and send the credential in a subprotocol.</summary>
    const string SubProtocolPrefix = "openai-insecure-api-key.";

    /// <summary>Azure's clients send the credential in this header.</summary>
    const string AzureHeader = "api-key";

    /// <summary>A bearer token, in a header or as a WebSocket's subprotocol; null where there is none.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return header[Scheme.Length..].Trim();
        if (request.Headers[AzureHeader].ToString() is { Length: > 0 } azure) return azure;
        return request.HttpContext.WebSockets.WebSocketRequestedProtocols
            .FirstOrDefault(p => p.StartsWith(SubProtocolPrefix, StringComparison.Ordinal))?[SubProtocolPrefix.Length..];
    }
}
