using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.Buffers;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>The WebSocket to the model: one reader, one writer, every wait bounded.</summary>
sealed class UpstreamTransport : IAsyncDisposable
{
    readonly WebSocket socket;
    readonly SessionBounds bounds;
    readonly MessageBuffer buffer;

    UpstreamTransport(WebSocket socket, SessionBounds bounds, BufferShare? share)
    {
        this.socket = socket;
        this.bounds = bounds;
        buffer = new MessageBuffer(bounds.MessageBytes, share);
    }

    /// <param name="share">The share in which a large message reserves room.</param>
    /// <exception cref="UpstreamException">The provider refused, is unreachable, or did not answer in time.</exception>
    public static async Task<UpstreamTransport> Connect(
        UpstreamRequest request, SessionBounds bounds, WebSocketConnector connector, CancellationToken ct, BufferShare? share = null)
    {
        var options = new WebSocketCreationOptions
        {
            KeepAliveInterval = TimeSpan.FromMilliseconds(bounds.PingMilliseconds),
            KeepAliveTimeout = TimeSpan.FromMilliseconds(bounds.PongMilliseconds),
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(bounds.ConnectMilliseconds);
        try
        {
            return new UpstreamTransport(await connector.Connect(request.Address, request.Headers, options, patience.Token), bounds, share);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw new UpstreamException(patience.IsCancellationRequested ? ConnectErrors.TimedOut(bounds.ConnectMilliseconds)
                : ConnectErrors.Of(e));
        }
    }

    /// <summary>The next message; its bytes are valid until the next call.</summary>
    /// <exception cref="UpstreamException">The message is binary and no JSON, or too large, or the connection broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Received> Receive(CancellationToken ct)
    {
        buffer.Clear();
        try
        {
            while (true)
            {
                var part = await buffer.Receive(socket, ct);
                if (part.MessageType is WebSocketMessageType.Close)
                    return new Received(default, IsClose: true, (int?)socket.CloseStatus, Storable(socket.CloseStatusDescription));
                if (buffer.IsTooLarge) throw new UpstreamException(TransportErrors.TooLarge(bounds.MessageBytes));
                if (!part.EndOfMessage) continue;
                if (part.MessageType is WebSocketMessageType.Binary && !JsonText.IsObject(buffer.Message.Span))
                    throw new UpstreamException(TransportErrors.Binary);
                return new Received(buffer.Message);
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or SocketException or ObjectDisposedException
            or InvalidOperationException)
        {
            throw new UpstreamException(TransportErrors.Lost(e));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new UpstreamException(TransportErrors.NoPong);
        }
    }

    /// <summary>PostgreSQL cannot store U+0000.</summary>
    static string? Storable(string? reason) => reason is null ? null : KeyCut.Of(reason.Replace('\0', '\uFFFD'));

    /// <exception cref="UpstreamException">The provider did not accept the message in time, or the connection broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask Send(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        try
        {
            await socket.SendOrAbort(message, WebSocketMessageType.Text, endOfMessage: true,
                TimeSpan.FromMilliseconds(bounds.WriteMilliseconds), ct);
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException)
        {
            throw new UpstreamException(TransportErrors.WriteTimedOut(bounds.WriteMilliseconds));
        }
        catch (Exception e) when (e is WebSocketException or IOException or SocketException or ObjectDisposedException
            or InvalidOperationException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw new UpstreamException(TransportErrors.WriteFailed(e)); // cancelled without the token: the reader aborted it
        }
    }

    /// <summary>Sends a Close frame and waits a bounded time for its answer; some providers never give one.</summary>
    public async Task Close(string reason, Task reading)
    {
        using var patience = new CancellationTokenSource(bounds.CloseMilliseconds);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, patience.Token);
            if (socket.State is WebSocketState.CloseSent) await reading.WaitAsync(patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException
            or InvalidOperationException or UpstreamException)
        {
            // The caller aborts the connection whether or not upstream answers.
        }
    }

    /// <summary>Aborts the connection at once.</summary>
    public void Abort() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        buffer.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A message, or the Close frame that upstream sent.</summary>
readonly record struct Received(ReadOnlyMemory<byte> Message, bool IsClose = false, int? CloseCode = null, string? CloseReason = null);
