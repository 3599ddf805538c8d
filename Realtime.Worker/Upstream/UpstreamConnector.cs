using Microsoft.Extensions.Options;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.Buffers;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>Opens a session's transports: the handshake, then the configuration and the conversation so far.</summary>
sealed class UpstreamConnector(IDialect dialect, TenantUpstreams upstreams, IOptions<SessionBounds> bounds, BufferBudget buffers,
    EntraTokens tokens)
{
    readonly WebSocketConnector connector = new(client =>
        client.ConnectTimeout = TimeSpan.FromMilliseconds(bounds.Value.ConnectMilliseconds));

    /// <exception cref="UpstreamException">The transport could not be opened.</exception>
    public async Task<UpstreamTransport> Open(OwnedSession session, CancellationToken ct)
    {
        var options = upstreams.Of(session.Conversation.Tenant);
        var request = dialect.Request(options, session.Options, session.SessionId);
        return await UpstreamTransport.Connect(await Authorized(request, options, ct), bounds.Value, connector, ct,
            new BufferShare(buffers, bounds.Value.MessageBytes));
    }

    async Task<UpstreamRequest> Authorized(UpstreamRequest request, UpstreamOptions options, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(bounds.Value.ConnectMilliseconds);
        try
        {
            return await tokens.Authorize(request, options, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new UpstreamException(ConnectErrors.NoToken("it did not answer in time"));
        }
    }

    /// <param name="replay">The conversation so far, from other transports; null for a new one.</param>
    /// <exception cref="UpstreamException">The transport broke.</exception>
    public static async Task Tell(UpstreamTransport transport, OwnedSession session, Replay? replay, CancellationToken ct)
    {
        await transport.Send(session.Codec.Configuration(replay?.InForce, without: []), ct);
        foreach (var message in replay?.Messages ?? []) await transport.Send(message, ct);
    }
}
