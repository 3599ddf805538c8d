using Microsoft.Extensions.AI;

namespace Realtime.Client.Extensions.AI;

/// <summary>Starts a session of the service for each session, and drives it over a live socket.</summary>
sealed class AdaptedClient(RealtimeClient client, Func<string> conversation, StartRequest start) : IRealtimeClient
{
    public async Task<IRealtimeClientSession> CreateSessionAsync(RealtimeSessionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var request = start with { Model = options?.Model ?? start.Model };
        if (options is not null) request = request with { Session = SessionObject.Of(options) };
        var session = await client.StartAsync(conversation(), request, cancellationToken);
        var live = await session.ConnectAsync(new LiveOptions { InModelProtocol = true }, cancellationToken);
        return new AdaptedSession(live, options);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(client) ? client : null;

    public void Dispose()
    {
        // The client is its maker's.
    }
}
