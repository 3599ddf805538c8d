using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>The client's opening handshake of RFC 6455. It offers no extension and no subprotocol.</summary>
internal sealed class UpgradeRequest : HttpRequestMessage
{
    private const string KeyHeader = "Sec-WebSocket-Key", AcceptHeader = "Sec-WebSocket-Accept";
    private static readonly string[] NotOffered = ["Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"];

    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    public UpgradeRequest(Uri address, IReadOnlyDictionary<string, string> headers) : base(HttpMethod.Get, address)
    {
        Version = HttpVersion.Version11;
        VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        foreach (var (name, value) in headers) Headers.TryAddWithoutValidation(name, value);
        Headers.TryAddWithoutValidation("Connection", "Upgrade");
        Headers.TryAddWithoutValidation("Upgrade", "websocket");
        Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        Headers.TryAddWithoutValidation(KeyHeader, key);
    }

    /// <exception cref="UpgradeRefusedException">The answer does not accept this request.</exception>
    public async Task Check(HttpResponseMessage response, CancellationToken ct)
    {
        var wrong = response.StatusCode is not HttpStatusCode.SwitchingProtocols ? $"status {(int)response.StatusCode}"
            : !response.Headers.Upgrade.Any(to => to.Name.Equals("websocket", StringComparison.OrdinalIgnoreCase)) ? "another Upgrade"
            : !response.Headers.Connection.Contains("Upgrade", StringComparer.OrdinalIgnoreCase) ? "another Connection"
            : !response.Headers.TryGetValues(AcceptHeader, out var accept)
                || !accept.SequenceEqual([Accepted(key)]) ? $"a wrong {AcceptHeader}"
            : NotOffered.FirstOrDefault(response.Headers.Contains) is { } unasked ? $"{unasked}, which was not offered"
            : null;
        if (wrong is not null)
            throw new UpgradeRefusedException(response.StatusCode, wrong, await RefusalBody.Message(response, ct));
    }

#pragma warning disable CA5350 // The protocol requires SHA-1, and it protects no secret.
    private static string Accepted(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
