using System.Net;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>Asks for another protocol on the connection: a handshake of HTTP/1.1 with an Upgrade.</summary>
internal class UpgradeRequest : HttpRequestMessage
{
    private readonly string protocol;

    public UpgradeRequest(Uri address, IReadOnlyDictionary<string, string> headers, string protocol) : base(HttpMethod.Get, address)
    {
        this.protocol = protocol;
        Version = HttpVersion.Version11;
        VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        foreach (var (name, value) in headers) Headers.TryAddWithoutValidation(name, value);
        Headers.TryAddWithoutValidation("Connection", "Upgrade");
        Headers.TryAddWithoutValidation("Upgrade", protocol);
    }

    /// <exception cref="UpgradeRefusedException">The answer does not accept this request.</exception>
    public async Task Check(HttpResponseMessage response, CancellationToken ct)
    {
        if (Wrong(response) is { } wrong)
            throw new UpgradeRefusedException(response.StatusCode, wrong, await RefusalBody.Message(response, ct));
    }

    /// <summary>What is wrong with the answer; null if it accepts.</summary>
    protected virtual string? Wrong(HttpResponseMessage response) =>
        response.StatusCode is not HttpStatusCode.SwitchingProtocols ? $"status {(int)response.StatusCode}"
            : !response.Headers.Upgrade.Any(to => to.Name.Equals(protocol, StringComparison.OrdinalIgnoreCase)) ? "another Upgrade"
            : !response.Headers.Connection.Contains("Upgrade", StringComparer.OrdinalIgnoreCase) ? "another Connection"
            : null;
}
