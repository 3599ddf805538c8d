using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>
/// Many sockets on one connection between two services (docs/adr/0022-many-sockets-on-one-connection.md). The service that connected opens
/// the sockets. Each socket may have a bounded number of bytes on its way, so that one whose reader is slow does not hold up the others.
/// </summary>
public sealed class MuxConnection : IAsyncDisposable
{
    /// <summary>What the handshake's Upgrade header names.</summary>
    public const string Protocol = "realtime-mux";

    /// <summary>Sockets at a time; more are refused.</summary>
    const int MostSockets = 65_536;

    /// <summary>How long the last frames may take when the last socket is closed; the side that opens the sockets closes the connection.</summary>
    static readonly TimeSpan CallerCloses = TimeSpan.FromMilliseconds(100), ServerCloses = TimeSpan.FromSeconds(2);

    static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(5), LostAfter = TimeSpan.FromSeconds(15);

    readonly Stream stream;
    readonly TimeProvider time;
    readonly Func<MuxSocket, ReadOnlyMemory<byte>, Task>? accept;
    readonly Action? abort;
    readonly MuxWriter writer;
    readonly ConcurrentDictionary<uint, MuxSocket> sockets = new();
    readonly CancellationTokenSource closed = new();
    readonly Lock opening = new();
    readonly TaskCompletionSource allServed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task reading, watching;
    Exception? why;
    long heardAt;
    uint last; // the number of the newest socket
    int serving = 1; // sockets that are served here, and one for the connection itself
    int isAborted, isDisposed;
    volatile bool isGoingAway;

    /// <param name="stream">The connection after the handshake; it is disposed with this.</param>
    /// <param name="accept">
    /// Serves a socket that the other side opens, with what it asks for; it accepts or refuses the socket. Null on the side that opens them.
    /// </param>
    /// <param name="abort">Ends a read that waits, if disposing the stream does not.</param>
    public MuxConnection(Stream stream, TimeProvider time, Func<MuxSocket, ReadOnlyMemory<byte>, Task>? accept = null, Action? abort = null)
    {
        (this.stream, this.time, this.accept, this.abort) = (stream, time, accept, abort);
        writer = new MuxWriter(stream, time, Abort);
        heardAt = time.GetTimestamp();
        using (ExecutionContext.SuppressFlow()) // else it would keep the trace of the first session as long as it lives
        {
            reading = Task.Run(Read);
            watching = Task.Run(Watch);
        }
    }

    /// <summary>Completes when the connection has ended; all its sockets are lost then.</summary>
    public Task Ended => reading;

    /// <summary>Whether new sockets can be opened on it.</summary>
    public bool IsUsable => IsOpen && !isGoingAway && last < uint.MaxValue;

    internal bool IsOpen => !writer.IsClosed;

    /// <summary>The number of open sockets.</summary>
    public int Count => sockets.Count;

    /// <summary>Why it ended, for a log line; null while it is open, and if it was closed without a socket.</summary>
    public string? Reason => Volatile.Read(ref why)?.Message;

    internal Task Room => writer.Room;

    /// <summary>Opens a socket, and waits until the other side accepts it.</summary>
    /// <param name="request">What it is for: at most 16 KiB.</param>
    /// <exception cref="UpgradeRefusedException">It was refused.</exception>
    /// <exception cref="WebSocketException">The connection was lost.</exception>
    public async Task<MuxSocket> Open(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Length, MuxFrame.MostPayload);
        MuxSocket socket;
        lock (opening) // the numbers rise in the order of the frames
        {
            var number = checked(++last);
            socket = sockets[number] = new MuxSocket(this, number, isCaller: true);
            Write(new MuxFrame(number, MuxKind.Open, request.Length), request.Span);
        }

        try
        {
            ThrowIfClosed();
            await socket.Opened(ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens no other sockets, and asks the other side to open none here; one that comes nevertheless is served. The connection is closed when
    /// its last socket is.
    /// </summary>
    public void GoAway()
    {
        isGoingAway = true;
        Write(new MuxFrame(0, MuxKind.GoAway, 0), []);
        CloseIfDone();
    }

    /// <summary>Writes a frame that waits for no credit.</summary>
    internal void Write(MuxFrame frame, ReadOnlySpan<byte> payload)
    {
        if (!writer.TryWrite(frame, payload) && IsOpen) Abort(new MuxProtocolException("The other side does not read."));
    }

    internal bool TryWrite(MuxFrame frame, ReadOnlySpan<byte> payload) => writer.TryWrite(frame, payload);

    internal void Remove(uint number)
    {
        if (sockets.TryRemove(number, out _)) CloseIfDone();
    }

    internal void ThrowIfClosed()
    {
        if (!IsOpen)
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The connection between the services is closed.");
    }

    void CloseIfDone()
    {
        if (isGoingAway && sockets.IsEmpty) _ = CloseSoon();
    }

    async Task CloseSoon()
    {
        await Task.Delay(accept is null ? CallerCloses : ServerCloses, time);
        if (sockets.IsEmpty) Abort(null);
    }

    async Task Read()
    {
        var buffer = new byte[2 * (MuxFrame.HeadBytes + MuxFrame.MostPayload)];
        var (start, end) = (0, 0);
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(end), CancellationToken.None);
                if (read == 0) break;
                Volatile.Write(ref heardAt, time.GetTimestamp());
                end += read;
                while (end - start >= MuxFrame.HeadBytes)
                {
                    var frame = MuxFrame.Read(buffer.AsSpan(start));
                    if (frame.Length > MuxFrame.MostPayload) throw new MuxProtocolException($"A frame of {frame.Length} bytes is too long.");
                    if (end - start < MuxFrame.HeadBytes + frame.Length) break;
                    Take(frame, buffer.AsMemory(start + MuxFrame.HeadBytes, frame.Length));
                    start += MuxFrame.HeadBytes + frame.Length;
                }

                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            Abort(sockets.IsEmpty || isGoingAway ? null : new EndOfStreamException("The other side closed it."));
        }
        catch (Exception e)
        {
            Abort(e);
        }

        writer.Close(); // whoever aborted it may not have come to that yet: no socket is opened after those that are lost here
        var lost = new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The connection between the services was lost.");
        foreach (var socket in sockets.Values) socket.Lost(lost);
        await closed.CancelAsync();
    }

    /// <exception cref="MuxProtocolException">The other side broke the rules.</exception>
    void Take(MuxFrame frame, ReadOnlyMemory<byte> payload)
    {
        switch (frame.Kind)
        {
            case MuxKind.Ping:
                Write(new MuxFrame(0, MuxKind.Pong, 0), []);
                return;
            case MuxKind.Pong:
                return;
            case MuxKind.GoAway:
                isGoingAway = true;
                CloseIfDone();
                return;
            case MuxKind.Open:
                Serve(frame.Socket, payload);
                return;
        }

        // One that is gone may still be sent to, until the other side knows.
        if (!sockets.TryGetValue(frame.Socket, out var socket)) return;
        switch (frame.Kind)
        {
            case <= MuxKind.BinaryEnd:
                socket.Deliver(payload, frame.Kind <= MuxKind.TextEnd ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
                    frame.Kind is MuxKind.TextEnd or MuxKind.BinaryEnd);
                return;
            case MuxKind.Credit when payload.Length == sizeof(uint):
                socket.Credited(BinaryPrimitives.ReadUInt32BigEndian(payload.Span));
                return;
            case MuxKind.Close when MuxCloseFrame.Fits(payload.Length):
                socket.Deliver(payload, WebSocketMessageType.Close, endOfMessage: true);
                return;
            case MuxKind.Reset:
                socket.Lost(new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The other service aborted the socket."));
                return;
            case MuxKind.Opened:
                socket.Answered(refusal: null);
                return;
            case MuxKind.Refused when payload.Length == sizeof(ushort):
                socket.Answered((HttpStatusCode)BinaryPrimitives.ReadUInt16BigEndian(payload.Span));
                return;
            default:
                throw new MuxProtocolException($"A frame of kind {(byte)frame.Kind} with {payload.Length} bytes is not known.");
        }
    }

    void Serve(uint number, ReadOnlyMemory<byte> payload)
    {
        if (accept is null || number <= last) throw new MuxProtocolException($"Socket {number} cannot be opened.");
        last = number;
        var socket = sockets[number] = new MuxSocket(this, number, isCaller: false);
        if (sockets.Count > MostSockets)
        {
            socket.Refuse(HttpStatusCode.ServiceUnavailable);
            return;
        }

        Interlocked.Increment(ref serving);
        _ = Serve(socket, payload.ToArray());
    }

    async Task Serve(MuxSocket socket, ReadOnlyMemory<byte> request)
    {
        await Task.Yield();
        try
        {
            await accept!(socket, request);
        }
        finally
        {
            socket.Dispose();
            Served();
        }
    }

    void Served()
    {
        if (Interlocked.Decrement(ref serving) == 0) allServed.TrySetResult();
    }

    /// <summary>Finds another side that does not answer, or does not read.</summary>
    async Task Watch()
    {
        using var timer = new PeriodicTimer(PingAfter, time);
        try
        {
            while (await timer.WaitForNextTickAsync(closed.Token))
            {
                var silent = time.GetElapsedTime(Volatile.Read(ref heardAt));
                if (silent >= LostAfter) Abort(new TimeoutException("The other side does not answer."));
                else if (writer.Stalled >= LostAfter) Abort(new TimeoutException("The other side does not read."));
                else if (silent >= PingAfter) Write(new MuxFrame(0, MuxKind.Ping, 0), []);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    /// <summary>Closes the connection at once; its sockets are lost.</summary>
    public void Abort() => Abort(null);

    void Abort(Exception? e)
    {
        if (Interlocked.Exchange(ref isAborted, 1) != 0) return;
        why = e;
        writer.Close();
        try
        {
            abort?.Invoke();
        }
        catch (ObjectDisposedException)
        {
            // The request of the handshake is over, and its connection with it.
        }

        stream.Dispose();
    }

    /// <summary>Closes the connection, and waits until what its sockets were served by has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Abort(null);
        await reading;
        await watching;
        if (Interlocked.Exchange(ref isDisposed, 1) == 0) Served();
        await allServed.Task;
    }
}
