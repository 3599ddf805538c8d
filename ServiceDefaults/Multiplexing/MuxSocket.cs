using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Tasks.Sources;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>
/// One of the sockets of a <see cref="MuxConnection"/>. It behaves as a WebSocket: one receive and one send at a time, and a cancelled one
/// aborts it. The connection's reader continues its receiver, so what follows a receive must be short, as on a
/// <see cref="PollThread"/>.
/// </summary>
public sealed class MuxSocket : WebSocket, IValueTaskSource<ValueWebSocketReceiveResult>
{
    /// <summary>Bytes of a status.</summary>
    const int StatusBytes = sizeof(ushort);

    readonly MuxConnection connection;
    readonly uint number;
    readonly Lock gate = new();
    readonly MuxInbox inbox = new();
    WebSocketState state = WebSocketState.Open;
    WebSocketCloseStatus? closeStatus;
    string? closeReason;
    TaskCompletionSource? opened;
    int credit = MuxInbox.Window;
    TaskCompletionSource? credited;

    // The receive that waits.
    ManualResetValueTaskSourceCore<ValueWebSocketReceiveResult> receiving;
    CancellationTokenRegistration cancellation;
    Memory<byte> target;
    bool isReceiving;

    internal MuxSocket(MuxConnection connection, uint number, bool isCaller)
    {
        (this.connection, this.number) = (connection, number);
        if (isCaller) opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public override WebSocketState State
    {
        get { lock (gate) return state; }
    }

    public override WebSocketCloseStatus? CloseStatus
    {
        get { lock (gate) return closeStatus; }
    }

    public override string? CloseStatusDescription
    {
        get { lock (gate) return closeReason; }
    }

    public override string? SubProtocol => null;

    /// <summary>Accepts the socket that the other side opens.</summary>
    public void Accept() => connection.Write(new MuxFrame(number, MuxKind.Opened, 0), []);

    /// <summary>Refuses the socket that the other side opens.</summary>
    public void Refuse(HttpStatusCode status)
    {
        Span<byte> payload = stackalloc byte[StatusBytes];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)status);
        lock (gate) state = WebSocketState.Closed;
        connection.Remove(number);
        connection.Write(new MuxFrame(number, MuxKind.Refused, payload.Length), payload);
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
            cancellation = cancellationToken.UnsafeRegister(static (socket, ct) => ((MuxSocket)socket!).CancelReceive(ct), this);
        return new ValueTask<ValueWebSocketReceiveResult>(this, receiving.Version);
    }

    bool MaySend => state is WebSocketState.Open or WebSocketState.CloseReceived;

    bool MayReceive => state is WebSocketState.Open or WebSocketState.CloseSent;

    WebSocketException NotOpen() => state is WebSocketState.Aborted
        ? new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The connection between the services was lost.")
        : new WebSocketException(WebSocketError.InvalidState, $"The socket is {state}.");

    ValueWebSocketReceiveResult Read(Span<byte> into, out int granted)
    {
        var result = inbox.Read(into, out var piece);
        if (result.MessageType is WebSocketMessageType.Close)
        {
            closeStatus = (WebSocketCloseStatus)BinaryPrimitives.ReadUInt16BigEndian(piece.Bytes.Span);
            closeReason = Encoding.UTF8.GetString(piece.Bytes.Span[StatusBytes..]);
            piece.Return();
            if (state is WebSocketState.Open) state = WebSocketState.CloseReceived;
            if (state is WebSocketState.CloseSent) state = WebSocketState.Closed;
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
    internal void Deliver(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool endOfMessage)
    {
        var cost = type is WebSocketMessageType.Close ? 0 : MuxPiece.CostOf(bytes.Length);
        ValueWebSocketReceiveResult result;
        int granted;
        lock (gate)
        {
            if (!MayReceive) return; // it is on its way to a socket that is aborted
            inbox.Add(new MuxPiece(bytes, type, endOfMessage, cost));
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

    /// <summary>Takes the other side's answer to the request to open.</summary>
    internal void Answered(HttpStatusCode? refusal)
    {
        if (refusal is not { } status)
        {
            opened?.TrySetResult();
            return;
        }

        lock (gate) state = WebSocketState.Closed;
        connection.Remove(number);
        opened?.TrySetException(new UpgradeRefusedException(status, $"status {(int)status}"));
    }

    /// <summary>Takes credit from the other side.</summary>
    internal void Credited(uint bytes)
    {
        TaskCompletionSource? waiter;
        lock (gate)
        {
            if (bytes > MuxInbox.Window - credit) throw new MuxProtocolException("A socket was given more credit than its window.");
            credit += (int)bytes;
            (waiter, credited) = (credited, null);
        }

        waiter?.TrySetResult();
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Abort();
            return ValueTask.FromCanceled(cancellationToken);
        }

        // A frame of 20 ms goes out here.
        return TryTake(buffer.Length, out var taken) && taken == buffer.Length && TrySend(buffer.Span, messageType, endOfMessage)
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
                while (taken < 0 && !TryTake(rest.Length, out taken)) await Credited(orHasSome: true).WaitAsync(ct);
                var isLast = taken == rest.Length;
                while (!TrySend(rest.Span[..taken], type, isLast && endOfMessage))
                    await Task.WhenAny(connection.Room, Credited(orHasSome: false)).WaitAsync(ct);
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

    /// <summary>Takes credit for one piece. False, and -1 bytes, if there is none now.</summary>
    bool TryTake(int wanted, out int bytes)
    {
        lock (gate)
        {
            if (!MaySend) throw NotOpen();
            bytes = Math.Min(Math.Min(wanted, MuxFrame.MostPayload), credit - MuxPiece.CostOf(0));
            // A short piece of a long message is worth no frame.
            if (bytes < Math.Min(wanted, MuxFrame.MostPayload / 4)) bytes = -1;
            if (bytes < 0) return false;
            credit -= MuxPiece.CostOf(bytes);
            return true;
        }
    }

    bool HasCredit => credit - MuxPiece.CostOf(0) >= MuxFrame.MostPayload / 4;

    /// <summary>Completes when the other side gives credit, or the socket is no longer open.</summary>
    Task Credited(bool orHasSome)
    {
        lock (gate)
        {
            if (!MaySend || orHasSome && HasCredit) return Task.CompletedTask;
            return (credited ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>False if the connection has no room now.</summary>
    bool TrySend(ReadOnlySpan<byte> piece, WebSocketMessageType type, bool endOfMessage)
    {
        var kind = type is WebSocketMessageType.Text
            ? endOfMessage ? MuxKind.TextEnd : MuxKind.Text
            : endOfMessage ? MuxKind.BinaryEnd : MuxKind.Binary;
        if (connection.TryWrite(new MuxFrame(number, kind, piece.Length), piece)) return true;
        lock (gate)
        {
            if (!MaySend) throw NotOpen();
        }

        if (!connection.IsOpen) throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        return false;
    }

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!MaySend) throw NotOpen();
            state = state is WebSocketState.Open ? WebSocketState.CloseSent : WebSocketState.Closed;
        }

        var payload = new byte[StatusBytes + Encoding.UTF8.GetByteCount(statusDescription ?? "")];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)closeStatus);
        Encoding.UTF8.GetBytes(statusDescription ?? "", payload.AsSpan(StatusBytes));
        connection.Write(new MuxFrame(number, MuxKind.Close, payload.Length), payload);
        if (State is WebSocketState.Closed) connection.Remove(number);
        return Task.CompletedTask;
    }

    public override async Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await CloseOutputAsync(closeStatus, statusDescription, cancellationToken);
        var dropped = new byte[MuxFrame.MostPayload];
        while (State is WebSocketState.CloseSent) await ReceiveAsync(dropped.AsMemory(), cancellationToken);
    }

    public override void Abort() => Abort(new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The socket was aborted."));

    void CancelReceive(CancellationToken ct) => Abort(new OperationCanceledException(ct));

    void Abort(Exception why)
    {
        bool isKnown;
        lock (gate)
        {
            isKnown = state is not (WebSocketState.Closed or WebSocketState.Aborted);
            if (isKnown) state = WebSocketState.Aborted;
            inbox.Drop();
        }

        connection.Remove(number);
        if (!isKnown) return;
        connection.Write(new MuxFrame(number, MuxKind.Reset, 0), []);
        Release(why);
    }

    /// <summary>The other side, or the connection, is lost. What has arrived can still be read.</summary>
    internal void Lost(Exception why)
    {
        lock (gate)
        {
            if (state is WebSocketState.Closed or WebSocketState.Aborted) return;
            state = WebSocketState.Aborted;
        }

        connection.Remove(number);
        Release(why);
    }

    /// <summary>Continues all that waits, on other threads: who aborts may hold a lock.</summary>
    void Release(Exception why)
    {
        TaskCompletionSource? sender;
        bool receiver;
        lock (gate)
        {
            (sender, credited) = (credited, null);
            (receiver, isReceiving, target) = (isReceiving, false, default);
        }

        sender?.TrySetResult();
        opened?.TrySetException(why);
        if (!receiver) return;
        receiving.RunContinuationsAsynchronously = true;
        receiving.SetException(why);
    }

    public override void Dispose()
    {
        lock (gate)
        {
            if (state is WebSocketState.Closed) inbox.Drop();
        }

        Abort();
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

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return received.MessageType is WebSocketMessageType.Close
            ? new WebSocketReceiveResult(received.Count, received.MessageType, received.EndOfMessage, CloseStatus, CloseStatusDescription)
            : new WebSocketReceiveResult(received.Count, received.MessageType, received.EndOfMessage);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage,
        CancellationToken cancellationToken) => SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();
}
