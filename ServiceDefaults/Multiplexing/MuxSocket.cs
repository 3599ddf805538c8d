using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Threading.Tasks.Sources;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>
/// One of the sockets of a <see cref="MuxConnection"/>. It behaves as a WebSocket: one receive and one send at a time, and a cancelled one
/// aborts it. The connection's reader continues its receiver, so what follows a receive must be short, as on a
/// <see cref="PollThread"/>.
/// </summary>
public sealed class MuxSocket : PiecewiseWebSocket, IValueTaskSource<ValueWebSocketReceiveResult>
{
    readonly MuxConnection connection;
    readonly uint number;
    readonly Lock gate = new();
    readonly MuxInbox inbox = new();
    readonly MuxCredit credit = new();
    readonly CancellationTokenSource? gone;
    WebSocketState state = WebSocketState.Open;
    MuxCloseFrame? close;
    bool hasClose;
    TaskCompletionSource? opened;

    // The receive that waits.
    ManualResetValueTaskSourceCore<ValueWebSocketReceiveResult> receiving;
    CancellationTokenRegistration cancellation;
    Memory<byte> target;
    bool isReceiving;

    internal MuxSocket(MuxConnection connection, uint number, bool isCaller)
    {
        (this.connection, this.number) = (connection, number);
        if (isCaller) opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        else gone = new CancellationTokenSource();
    }

    public override WebSocketState State
    {
        get { lock (gate) return state; }
    }

    public override WebSocketCloseStatus? CloseStatus
    {
        get { lock (gate) return close?.Status; }
    }

    public override string? CloseStatusDescription
    {
        get { lock (gate) return close?.Reason; }
    }

    /// <summary>
    /// On the side that serves it: cancelled when the caller has aborted it, or the connection is lost. What arrived before, also a Close
    /// frame, can still be received.
    /// </summary>
    public CancellationToken Gone => gone?.Token ?? CancellationToken.None;

    /// <summary>Accepts the socket that the other side opens.</summary>
    public void Accept() => connection.Write(new MuxFrame(number, MuxKind.Opened, 0), []);

    /// <summary>Refuses the socket that the other side opens.</summary>
    public void Refuse(HttpStatusCode status)
    {
        Span<byte> payload = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)status);
        lock (gate) state = WebSocketState.Closed;
        connection.Write(new MuxFrame(number, MuxKind.Refused, payload.Length), payload);
        connection.Remove(number);
    }

    /// <summary>Completes once the other side has accepted it.</summary>
    /// <exception cref="UpgradeRefusedException">It was refused.</exception>
    /// <exception cref="WebSocketException">The connection was lost.</exception>
    internal async Task Opened(CancellationToken ct)
    {
        if (opened is not { } answer) return;
        await answer.Task.WaitAsync(ct);
        opened = null;
    }

    /// <summary>Takes the other side's answer to the request to open.</summary>
    internal void Answered(HttpStatusCode? refusal)
    {
        var answer = opened;
        if (refusal is not { } status)
        {
            answer?.TrySetResult();
        }
        else if (answer?.TrySetException(new UpgradeRefusedException(status, $"status {(int)status}")) is true)
        {
            lock (gate) state = WebSocketState.Closed;
            connection.Remove(number);
        }
        else
        {
            Lost(NotOpen()); // it was open, or is aborted already
        }
    }

    public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Abort();
            return ValueTask.FromCanceled<ValueWebSocketReceiveResult>(cancellationToken);
        }

        ValueWebSocketReceiveResult result;
        int granted;
        lock (gate)
        {
            if (isReceiving) throw new InvalidOperationException("Another receive waits on this socket.");
            if (inbox.IsEmpty)
            {
                if (!MayReceive) throw NotOpen();
                receiving.Reset();
                receiving.RunContinuationsAsynchronously = false;
                (target, isReceiving) = (buffer, true);
                (result, granted) = (default, -1);
            }
            else
            {
                result = Read(buffer.Span, out granted);
            }
        }

        if (granted >= 0)
        {
            AfterRead(result, granted);
            return new ValueTask<ValueWebSocketReceiveResult>(result);
        }

        // Not within the lock: if the token was cancelled meanwhile, it calls back at once.
        if (cancellationToken.CanBeCanceled)
            cancellation = cancellationToken.UnsafeRegister(
                static (socket, ct) => ((MuxSocket)socket!).Abort(new OperationCanceledException(ct)), this);
        return new ValueTask<ValueWebSocketReceiveResult>(this, receiving.Version);
    }

    bool MaySend => state is WebSocketState.Open or WebSocketState.CloseReceived;

    bool MayReceive => state is WebSocketState.Open or WebSocketState.CloseSent;

    bool IsOver => state is WebSocketState.Closed or WebSocketState.Aborted;

    WebSocketException NotOpen() => state is WebSocketState.Aborted
        ? new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The connection between the services was lost.")
        : new WebSocketException(WebSocketError.InvalidState, $"The socket is {state}.");

    ValueWebSocketReceiveResult Read(Span<byte> into, out int granted)
    {
        var result = inbox.Read(into, out var piece);
        if (result.MessageType is WebSocketMessageType.Close)
        {
            close = MuxCloseFrame.Read(piece.Bytes.Span);
            piece.Return();
            state = state switch
            {
                WebSocketState.Open => WebSocketState.CloseReceived,
                WebSocketState.CloseSent => WebSocketState.Closed,
                _ => state,
            };
        }

        granted = inbox.Credit();
        return result;
    }

    /// <summary>Lets the other side send more, and forgets a socket that both sides closed.</summary>
    void AfterRead(ValueWebSocketReceiveResult result, int granted)
    {
        if (result.MessageType is WebSocketMessageType.Close && State is WebSocketState.Closed) connection.Remove(number);
        if (granted == 0) return;
        Span<byte> payload = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(payload, (uint)granted);
        connection.Write(new MuxFrame(number, MuxKind.Credit, payload.Length), payload);
    }

    /// <summary>Takes what arrived; the bytes are the connection's, and valid during the call.</summary>
    /// <exception cref="MuxProtocolException">The other side sent more than its credit.</exception>
    internal void Deliver(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool endOfMessage)
    {
        var isClose = type is WebSocketMessageType.Close;
        ValueWebSocketReceiveResult result;
        int granted;
        lock (gate)
        {
            if (hasClose || !MayReceive) return; // it is late, or on its way to a socket that is aborted
            hasClose = isClose;
            inbox.Add(new MuxPiece(bytes, type, endOfMessage, isClose ? 0 : MuxPiece.CostOf(bytes.Length)));
            if (!isReceiving)
            {
                inbox.Keep();
                return;
            }

            isReceiving = false;
            result = Read(target.Span, out granted);
            target = default;
        }

        AfterRead(result, granted);
        receiving.SetResult(result);
        lock (gate) inbox.Keep();
    }

    /// <summary>Takes credit from the other side.</summary>
    internal void Credited(uint bytes) => credit.Give(bytes);

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Abort();
            return ValueTask.FromCanceled(cancellationToken);
        }

        ThrowIfNotOpen();
        // A frame of 20 ms goes out here.
        return credit.TryTake(buffer.Length, out var taken) && taken == buffer.Length && TrySend(buffer.Span, messageType, endOfMessage)
            ? ValueTask.CompletedTask
            : Send(buffer, taken, messageType, endOfMessage, cancellationToken);
    }

    /// <param name="taken">For so many bytes of the first piece there is credit already; -1 if there is none.</param>
    async ValueTask Send(ReadOnlyMemory<byte> rest, int taken, WebSocketMessageType type, bool endOfMessage, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                while (taken < 0 && !credit.TryTake(rest.Length, out taken))
                {
                    await credit.Some().WaitAsync(ct);
                    ThrowIfNotOpen();
                }

                var isLast = taken == rest.Length;
                while (!TrySend(rest.Span[..taken], type, isLast && endOfMessage))
                {
                    await Task.WhenAny(connection.Room, credit.More()).WaitAsync(ct);
                    ThrowIfNotOpen();
                    connection.ThrowIfClosed();
                }

                if (isLast) return;
                rest = rest[taken..];
                taken = -1;
            }
        }
        catch (OperationCanceledException)
        {
            Abort();
            throw;
        }
    }

    void ThrowIfNotOpen()
    {
        lock (gate)
        {
            if (!MaySend) throw NotOpen();
        }
    }

    /// <summary>False if the connection has no room now.</summary>
    bool TrySend(ReadOnlySpan<byte> piece, WebSocketMessageType type, bool endOfMessage)
    {
        var kind = type is WebSocketMessageType.Text
            ? endOfMessage ? MuxKind.TextEnd : MuxKind.Text
            : endOfMessage ? MuxKind.BinaryEnd : MuxKind.Binary;
        return connection.TryWrite(new MuxFrame(number, kind, piece.Length), piece);
    }

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        var payload = new MuxCloseFrame(closeStatus, statusDescription).ToPayload();
        bool isLast;
        lock (gate)
        {
            if (!MaySend) throw NotOpen();
            state = state is WebSocketState.Open ? WebSocketState.CloseSent : WebSocketState.Closed;
            isLast = state is WebSocketState.Closed;
        }

        connection.Write(new MuxFrame(number, MuxKind.Close, payload.Length), payload);
        if (isLast) connection.Remove(number);
        connection.ThrowIfClosed();
        return Task.CompletedTask;
    }

    public override void Abort() => Abort(new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The socket was aborted."));

    void Abort(Exception why)
    {
        lock (gate)
        {
            if (IsOver) return; // after a loss, what arrived can still be read
            inbox.Drop();
            state = WebSocketState.Aborted;
        }

        connection.Write(new MuxFrame(number, MuxKind.Reset, 0), []);
        Release(why);
    }

    /// <summary>The other side, or the connection, is lost. What has arrived can still be read.</summary>
    internal void Lost(Exception why)
    {
        lock (gate)
        {
            if (IsOver) return;
            state = WebSocketState.Aborted;
        }

        Release(why);
    }

    /// <summary>Continues all that waits, on other threads: who aborts may hold a lock.</summary>
    void Release(Exception why)
    {
        connection.Remove(number);
        credit.End();
        opened?.TrySetException(why);
        _ = gone?.CancelAsync();
        lock (gate)
        {
            if (!isReceiving) return;
            (isReceiving, target) = (false, default);
        }

        receiving.RunContinuationsAsynchronously = true;
        receiving.SetException(why);
    }

    public override void Dispose()
    {
        Abort();
        lock (gate) inbox.Drop();
    }

    ValueWebSocketReceiveResult IValueTaskSource<ValueWebSocketReceiveResult>.GetResult(short token)
    {
        cancellation.Dispose();
        cancellation = default;
        return receiving.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<ValueWebSocketReceiveResult>.GetStatus(short token) => receiving.GetStatus(token);

    void IValueTaskSource<ValueWebSocketReceiveResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        receiving.OnCompleted(continuation, state, token, flags);
}
