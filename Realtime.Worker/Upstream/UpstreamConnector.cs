using Microsoft.Extensions.Options;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.Buffers;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>Brings a session's transport up: the handshake, then its first session.update.</summary>
sealed class UpstreamConnector(IOptions<UpstreamOptions> upstream, IOptions<SessionBounds> bounds, BufferBudget buffers)
{
    readonly WebSocketConnector connector = new(client => client.ConnectTimeout = TimeSpan.FromMilliseconds(bounds.Value.ConnectMilliseconds));

    /// <exception cref="UpstreamException">The transport did not come up, or broke before the session.update was written.</exception>
    /// <param name="replay">What was said before on another transport, to be told to this one.</param>
    public async Task<UpstreamTransport> Connect(OwnedSession session, Replay? replay, CancellationToken ct)
    {
        var transport = await Open(session, ct);
        try
        {
            await Tell(transport, session, replay, ct);
            return transport;
        }
        catch
        {
            await transport.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="UpstreamException">The transport did not come up.</exception>
    public Task<UpstreamTransport> Open(OwnedSession session, CancellationToken ct) => UpstreamTransport.Connect(
        UpstreamAddress.For(upstream.Value.BaseUrl, session.Options.Model), upstream.Value.ApiKey, session.SessionId, bounds.Value, connector, ct,
        new BufferShare(buffers, bounds.Value.MessageBytes));

    /// <summary>The configuration, and what was said before.</summary>
    /// <exception cref="UpstreamException">The transport broke.</exception>
    public async Task Tell(UpstreamTransport transport, OwnedSession session, Replay? replay, CancellationToken ct)
    {
        var first = FirstUpdate(session);
        await transport.Send(replay?.InForce is { } inForce ? Configuration.Restore(inForce, first) : first, ct);
        foreach (var message in replay?.Messages ?? []) await transport.Send(message, ct);
    }

    /// <summary>The configuration that the session was started with.</summary>
    public ReadOnlyMemory<byte> FirstUpdate(OwnedSession session) => UpstreamWriter.SessionUpdate(session.Options, upstream.Value.TranscriptionModel);
}
