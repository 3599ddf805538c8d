using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Realtime.ServiceDefaults.WebSockets;

public static class FrameSend
{
    /// <summary>
    /// Sends a message, or a piece of one; cancelling it aborts the socket. The operating system takes most frames at once: these cost no
    /// registration with the token, which a send with a token makes first.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the socket is aborted.</exception>
    /// <exception cref="WebSocketException">The connection is lost.</exception>
    public static ValueTask SendOrAbort(this WebSocket socket, ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool endOfMessage,
        CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return ValueTask.FromCanceled(ct);
        var sending = socket.SendAsync(bytes, type, endOfMessage, CancellationToken.None);
        return sending.IsCompletedSuccessfully || !ct.CanBeCanceled ? sending : Rest(socket, sending, ct);
    }

    /// <summary>The same within a time, after which it aborts the socket.</summary>
    /// <param name="patience">How long the send may wait.</param>
    /// <exception cref="OperationCanceledException">As above; with a <see cref="TimeoutException"/> in it after this time.</exception>
    public static ValueTask SendOrAbort(this WebSocket socket, ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool endOfMessage,
        TimeSpan patience, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return ValueTask.FromCanceled(ct);
        var sending = socket.SendAsync(bytes, type, endOfMessage, CancellationToken.None);
        return sending.IsCompletedSuccessfully ? sending : Rest(socket, sending, patience, ct);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Rest(WebSocket socket, ValueTask sending, TimeSpan patience, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(patience);
        try
        {
            await Rest(socket, sending, late.Token);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new OperationCanceledException("The send took too long.", new TimeoutException(e.Message, e));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Rest(WebSocket socket, ValueTask sending, CancellationToken ct)
    {
        await using var canceled = ct.UnsafeRegister(static socket => ((WebSocket)socket!).Abort(), socket);
        try
        {
            await sending;
        }
        catch (Exception e) when (ct.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("The send was cancelled.", e, ct);
        }
    }
}
