namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Calls between the services of one event log. They carry the shared key, so they never go through a proxy of the system.
/// </summary>
public static class InternalCalls
{
    /// <summary>Turns the proxy off. Every handler of such a call needs it, also for the handshake of a WebSocket.</summary>
    public static void Direct(SocketsHttpHandler handler) => handler.UseProxy = false;

    /// <summary>
    /// A client without the factory's defaults, which would retry and wait: each caller has a deadline and a fallback of its own.
    /// </summary>
    /// <param name="patience">How long one call may take, with its answer.</param>
    public static HttpClient Client(TimeSpan patience)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) };
        Direct(handler);
        return new HttpClient(handler) { Timeout = patience };
    }
}
