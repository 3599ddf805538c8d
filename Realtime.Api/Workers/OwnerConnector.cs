using System.Net.WebSockets;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Internal;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions;

namespace Realtime.Api.Workers;

/// <summary>Opens internal WebSockets to a session's owner, authenticated by the services' shared key.</summary>
sealed class OwnerConnector(SharedSecret secret, InternalCalls calls)
{
    readonly WebSocketConnector connector = new(calls.Configure);
    static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15), PongPatience = TimeSpan.FromSeconds(10);

    /// <exception cref="HttpRequestException">The owner does not answer, or does not own the session (any more).</exception>
    public async Task<WebSocket> Connect(string owner, ConversationKey conversation, Guid session, string query, CancellationToken ct)
    {
        try
        {
            return await connector.Connect(
                new Uri($"ws{owner["http".Length..]}/internal/conversations/{conversation.Name}/sessions/{session}?tenant={Uri.EscapeDataString(conversation.Tenant.ToString())}{query}"),
                new Dictionary<string, string> { ["Authorization"] = "Bearer " + await secret.Get(ct) },
                new WebSocketCreationOptions { KeepAliveInterval = PingInterval, KeepAliveTimeout = PongPatience },
                ct);
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            await secret.Answered(status, ct);
            throw;
        }
    }
}
