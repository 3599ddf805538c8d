using System.Net.WebSockets;

namespace Realtime.Api.Workers;

/// <summary>An internal WebSocket to a session's owner, authenticated by the services' shared key.</summary>
static class WorkerSocket
{
    // Given none, every WebSocket makes a connection pool of its own; and nothing is kept of a connection whose upgrade was refused.
    static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero });

    /// <exception cref="WebSocketException">The owner does not answer, or does not own the session (any more).</exception>
    public static async Task<ClientWebSocket> Connect(string owner, string conversation, Guid session, string query, string key, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(10);
        try
        {
            await socket.ConnectAsync(new Uri($"ws{owner["http".Length..]}/internal/conversations/{conversation}/sessions/{session}{query}"), Invoker, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
