using System.Security.Cryptography;
using System.Text;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>The client's opening handshake of RFC 6455. It offers no extension and no subprotocol.</summary>
internal sealed class WebSocketRequest : UpgradeRequest
{
    private const string KeyHeader = "Sec-WebSocket-Key", AcceptHeader = "Sec-WebSocket-Accept";
    private static readonly string[] NotOffered = ["Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"];

    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    public WebSocketRequest(Uri address, IReadOnlyDictionary<string, string> headers) : base(address, headers, "websocket")
    {
        Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        Headers.TryAddWithoutValidation(KeyHeader, key);
    }

    protected override string? Wrong(HttpResponseMessage response) =>
        base.Wrong(response)
        ?? (!response.Headers.TryGetValues(AcceptHeader, out var accept) || !accept.SequenceEqual([Accepted(key)]) ? $"a wrong {AcceptHeader}"
            : NotOffered.FirstOrDefault(response.Headers.Contains) is { } unasked ? $"{unasked}, which was not offered"
            : null);

#pragma warning disable CA5350 // The protocol requires SHA-1, and it protects no secret.
    private static string Accepted(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
