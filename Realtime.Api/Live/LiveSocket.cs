using System.Net.WebSockets;
using System.Net;
using Realtime.Api.Access;
using Realtime.Api.Workers;
using Realtime.EventLog;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>
/// One client's live socket: it relays the model's messages through the session's owner and sends the lifecycle from the log. When the
/// owner is lost it waits for the log to name the next one. The last message is session_ended, then a Close frame that tells the reason.
/// </summary>
sealed class LiveSocket(WebSocket socket, LiveRequest request, Tail tail, Conversations conversations, SessionSoFar soFar,
    OwnerConnector owners, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long an owner's last messages may take once the log has the end.</summary>
    static readonly TimeSpan LastMessages = TimeSpan.FromSeconds(2);
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    readonly ClientSide client = new(socket);
    readonly LiveLifecycle lifecycle = new(request, soFar);
    readonly CurrentOwner current = new();

    /// <param name="revoked">The client's credential ended: its socket is closed, and the session goes on.</param>
    /// <param name="stopping">This node stops: the client may come back to another, and the session goes on.</param>
    public async Task Run(CancellationToken revoked, CancellationToken stopping, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var following = lifecycle.Follow(tail, client, over.Token);
        var relaying = Relay(over.Token);
        // Not cancelled while messages may still be sent: cancelling a read aborts the socket.
        var reading = client.Read(current, ct);
        var refused =
            new TaskCompletionSource<(WebSocketCloseStatus Code, string Reason)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var refusing = revoked.UnsafeRegister(
            _ => refused.TrySetResult((LiveCloseCode.AccessRevoked, AccessRevoked.Reason)), null);
        await using var leaving = stopping.UnsafeRegister(
            _ => refused.TrySetResult((LiveCloseCode.Restart, LiveCloseCode.RestartReason)), null);
        try
        {
            var first = await Task.WhenAny(lifecycle.Ended, reading, following, relaying, refused.Task);
            if (first == following || first.IsFaulted) await first;
            // Relaying ends first when the client disconnects: its last messages are still being relayed.
            if (first == relaying) await Task.WhenAny(lifecycle.Ended, reading, refused.Task);
            if (refused.Task.IsCompleted)
            {
                var (code, reason) = await refused.Task;
                await client.LetGo(code, reason, stopping.IsCancellationRequested ? ClosePatience : null);
                return;
            }

            if (!lifecycle.Ended.IsCompleted)
            {
                if (client.HasToldOwner) await Task.WhenAny(relaying, Task.Delay(ClosePatience, time, CancellationToken.None));
                if (request.StartedIt && client.ClosedUnheard)
                    await conversations.Transact(request.Conversation, new RequestEnd(request.SessionId), CancellationToken.None);
                return;
            }

            // The owner closes the connection after its last message.
            await Task.WhenAny(relaying, Task.Delay(LastMessages, time, CancellationToken.None));
            await client.End(await lifecycle.Ended);
            await Task.WhenAny(reading, Task.Delay(ClosePatience, time, CancellationToken.None));
        }
        catch (DamagedConversationException damaged)
        {
            await client.LetGo(LiveCloseCode.Damaged, $"version {damaged.Version} is missing");
        }
        finally
        {
            await over.CancelAsync();
            client.Abort();
            await Task.WhenAll(following, relaying, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Relays through one owner after the other, until the client disconnects or the session ends.</summary>
    async Task Relay(CancellationToken ct)
    {
        while (!client.IsGone && !client.IsLetGo && !lifecycle.Ended.IsCompleted)
        {
            if (await lifecycle.Owner(ct) is not { } owner) return;
            lifecycle.Attaching();
            await using var connection = await Open(owner, ct);
            if (connection is null)
            {
                lifecycle.NotAttached();
                await Task.WhenAny(lifecycle.Ended, Task.Delay(RetryPause, time, ct));
                continue;
            }

            await lifecycle.Attached(connection.Version, connection.Abort, ct);
            current.Set(connection);
            var closed = await connection.ToClient(client, version => lifecycle.Reached(version, client, ct), ct);
            current.Clear();
            await PollThread.Leave();
            if (client.IsGone) await connection.UntilClosed();
            lifecycle.Detached(isWhole: closed is WebSocketCloseStatus.NormalClosure);
            if (closed is { } code and not WebSocketCloseStatus.NormalClosure and not OwnerConnection.Moved) await client.LetGo(code);
        }
    }

    /// <summary>Null if the owner cannot be reached now. If it has no room for another socket, the client's socket is closed.</summary>
    async Task<OwnerConnection?> Open(SessionOwner owner, CancellationToken ct)
    {
        try
        {
            return await OwnerConnection.Open(owner, request, owners, ConnectPatience, ct);
        }
        catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.TooManyRequests)
        {
            await client.LetGo(OwnerConnection.NoRoom);
            return null;
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
