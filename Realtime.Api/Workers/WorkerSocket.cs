using System.Net.WebSockets;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Api.Workers;

/// <summary>An internal WebSocket to a session's owner, authenticated by the services' shared key.</summary>
static class WorkerSocket
{
    static readonly WebSocketConnector Connector = new(client => client.UseProxy = false);
    static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15), PongPatience = TimeSpan.FromSeconds(10);

    /// <exception cref="HttpRequestException">The owner does not answer, or does not own the session (any more).</exception>
    public static Task<WebSocket> Connect(string owner, string conversation, Guid session, string query, string key, CancellationToken ct) => Connector.Connect(
        new Uri($"ws{owner["http".Length..]}/internal/conversations/{conversation}/sessions/{session}{query}"),
        new Dictionary<string, string> { ["Authorization"] = "Bearer " + key },
        new WebSocketCreationOptions { KeepAliveInterval = PingInterval, KeepAliveTimeout = PongPatience },
        ct);
}
