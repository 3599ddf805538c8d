using Microsoft.Extensions.Options;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>Brings a session's transport up: the handshake, then its first session.update.</summary>
sealed class UpstreamConnector(IOptions<UpstreamOptions> upstream, IOptions<SessionBounds> bounds)
{
    readonly WebSocketConnector connector = new(client => client.ConnectTimeout = TimeSpan.FromMilliseconds(bounds.Value.ConnectMilliseconds));

    /// <exception cref="UpstreamException">The transport did not come up, or broke before the session.update was written.</exception>
    /// <param name="replay">What was said before on another transport, to be told to this one.</param>
    public async Task<UpstreamTransport> Connect(OwnedSession session, Replay? replay, CancellationToken ct)
    {
        var settings = upstream.Value;
        var address = UpstreamAddress.For(settings.BaseUrl, session.Options.Model);
        var transport = await UpstreamTransport.Connect(address, settings.ApiKey, session.SessionId, bounds.Value, connector, ct);
        try
        {
            var first = FirstUpdate(session);
            await transport.Send(replay?.InForce is { } inForce ? Configuration.Restore(inForce, first) : first, ct);
            foreach (var message in replay?.Messages ?? []) await transport.Send(message, ct);
            return transport;
        }
        catch
        {
            await transport.DisposeAsync();
            throw;
        }
    }

    /// <summary>The configuration that the session was started with.</summary>
    public ReadOnlyMemory<byte> FirstUpdate(OwnedSession session) => UpstreamWriter.SessionUpdate(session.Options, upstream.Value.TranscriptionModel);
}
