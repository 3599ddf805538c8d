using System.Net.WebSockets;
using Realtime.EventLog;

namespace Realtime.Api.Live;

/// <summary>
/// One client's live socket: the model's messages through the session's owner, as they come, and the lifecycle from the log. When the
/// owner is gone the socket waits for what the log says of it. The last message is session_ended, then a Close that tells the reason.
/// </summary>
sealed class LiveSocket(WebSocket socket, LiveRequest request, Tail tail, SharedSecret secret, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long an owner's last messages may take once the log has the end.</summary>
    static readonly TimeSpan LastMessages = TimeSpan.FromSeconds(2);
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    readonly ClientSide client = new(socket);
    readonly LiveLifecycle lifecycle = new(request);

    public async Task Run(CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var following = lifecycle.Follow(tail, client, over.Token);
        var relaying = Relay(over.Token);
        try
        {
            var first = await Task.WhenAny(lifecycle.Ended, relaying, following);
            if (first == following) await following;
            if (lifecycle.Ended.IsCompleted)
            {
                // The owner closes the link when its last message is through.
                await Task.WhenAny(relaying, Task.Delay(LastMessages, time, CancellationToken.None));
                await client.End(await lifecycle.Ended);
            }
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(following, relaying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Relays through one owner after the other, until the client is gone or the session over.</summary>
    async Task Relay(CancellationToken ct)
    {
        while (!client.IsGone && !lifecycle.Ended.IsCompleted)
        {
            var owner = await lifecycle.Owner(ct);
            lifecycle.Attaching();
            await using var link = await LiveLink.Open(owner, request, await secret.Get(ct), ConnectPatience, ct);
            if (link is null)
            {
                lifecycle.Detached();
                await Task.WhenAny(lifecycle.Ended, Task.Delay(RetryPause, time, ct));
                continue;
            }

            await lifecycle.Attached(link.Version, ct);
            await link.Run(client, ct);
            lifecycle.Detached();
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
