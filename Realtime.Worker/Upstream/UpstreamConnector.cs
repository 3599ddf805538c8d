using Microsoft.Extensions.Options;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions;
using Realtime.Worker.Buffers;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>Brings a session's transports up: the handshake, then the configuration and what was said before.</summary>
sealed class UpstreamConnector(IDialect dialect, IOptions<UpstreamOptions> upstream, IOptions<SessionBounds> bounds, BufferBudget buffers)
{
    readonly WebSocketConnector connector = new(client =>
        client.ConnectTimeout = TimeSpan.FromMilliseconds(bounds.Value.ConnectMilliseconds));

    /// <exception cref="UpstreamException">The transport did not come up.</exception>
    public Task<UpstreamTransport> Open(OwnedSession session, CancellationToken ct) => UpstreamTransport.Connect(
        dialect.Request(For(session.Conversation.Tenant), session.Options, session.SessionId), bounds.Value, connector, ct, new BufferShare(buffers, bounds.Value.MessageBytes));

    /// <summary>What a test key started reaches the simulator or nothing, and never carries the provider's key.</summary>
    UpstreamOptions For(Tenant tenant) => !tenant.IsTest ? upstream.Value : upstream.Value.ForTests() ?? throw new UpstreamException(
        new SessionError("no_test_upstream", "Sessions of test keys need a simulator: Realtime:Upstream:TestBaseUrl names it.", ErrorOrigin.Worker, Retryable: false));

    /// <param name="replay">What was said before on another transport; null where nothing was.</param>
    /// <exception cref="UpstreamException">The transport broke.</exception>
    public static async Task Tell(UpstreamTransport transport, OwnedSession session, Replay? replay, CancellationToken ct)
    {
        await transport.Send(session.Codec.Configuration(replay?.InForce, without: []), ct);
        foreach (var message in replay?.Messages ?? []) await transport.Send(message, ct);
    }
}
