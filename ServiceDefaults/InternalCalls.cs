namespace Microsoft.Extensions.Hosting;

/// <summary>Calls between the services of one event log. They carry the shared key, so no proxy of the system ever sees one.</summary>
public static class InternalCalls
{
    /// <summary>Of every handler that makes such a call, a WebSocket's handshake included.</summary>
    public static void Direct(SocketsHttpHandler handler) => handler.UseProxy = false;

    /// <summary>Not from the factory, whose defaults would retry and wait: each caller has a deadline and a fallback of its own.</summary>
    /// <param name="patience">For one call, its answer included.</param>
    public static HttpClient Client(TimeSpan patience)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) };
        Direct(handler);
        return new HttpClient(handler) { Timeout = patience };
    }
}
