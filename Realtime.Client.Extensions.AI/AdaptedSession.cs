using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Realtime.Client.Extensions.AI;

/// <summary>A session over a live socket. Disposing it ends the session.</summary>
sealed class AdaptedSession(LiveSession live, RealtimeSessionOptions? options) : IRealtimeClientSession
{
    public RealtimeSessionOptions? Options { get; private set; } = options;

    public async Task SendAsync(RealtimeClientMessage message, CancellationToken cancellationToken = default)
    {
        if (message is InputAudioBufferAppendRealtimeClientMessage { Content: var audio })
        {
            await live.SendAudioAsync(audio.Data, cancellationToken);
            return;
        }

        await live.SendAsync(Outgoing.Of(message), cancellationToken);
        if (message is SessionUpdateRealtimeClientMessage update) Options = update.Options;
    }

    public async IAsyncEnumerable<RealtimeServerMessage> GetStreamingResponseAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in live.ReadAsync(cancellationToken)) yield return Incoming.Of(message);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType.IsInstanceOfType(this) ? this
        : serviceType.IsInstanceOfType(live) ? live
        : serviceType.IsInstanceOfType(live.Session) ? live.Session : null;

    public async ValueTask DisposeAsync()
    {
        await live.Session.EndAsync();
        await live.DisposeAsync();
    }
}
