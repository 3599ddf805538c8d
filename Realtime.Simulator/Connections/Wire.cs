using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Realtime.Simulator.Connections;

/// <summary>
/// The stream under a WebSocket. On request it stops reading or writing, sends several frames as one packet, or resets the connection.
/// </summary>
internal sealed class Wire(Stream inner, Socket? socket, Action abort, CancellationToken aborted) : Stream
{
    private const int PacketBytes = 64 * 1024;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly CancellationTokenSource closed = CancellationTokenSource.CreateLinkedTokenSource(aborted);
    private readonly CancellationTokenSource reading = new();
    private ArrayBufferWriter<byte>? held;
    private volatile bool deaf;
    private volatile bool mute;

    /// <summary>Cancelled once the connection is closed.</summary>
    public CancellationToken Closed => closed.Token;

    public bool IsStalled => deaf || mute;

    public bool IsHungUp => reading.IsCancellationRequested;

    public bool PeerHasGone => socket is not null && TcpState.PeerHasGone(socket);

    public void StopReading()
    {
        deaf = true;
        if (socket is { Connected: true })
            socket.ReceiveBufferSize = 4096;
    }

    public void StopWriting() => mute = true;

    /// <summary>Cancels the pending read, so that the connection ends. Bytes already written are still sent, but no Close frame.</summary>
    public void HangUp() => reading.Cancel();

    /// <summary>Aborts the connection at once. Bytes that are not yet sent are lost.</summary>
    public void Abort()
    {
        abort();
        closed.Cancel();
    }

    /// <summary>Resets the TCP connection.</summary>
    public void Reset()
    {
        socket?.Close(0);
        Abort();
    }

    /// <summary>Holds back all frames until <see cref="ReleaseAsync"/> sends them together.</summary>
    public void Hold() => held ??= new ArrayBufferWriter<byte>();

    public async ValueTask ReleaseAsync()
    {
        await TakeWritingAsync();
        try
        {
            if (Interlocked.Exchange(ref held, null) is { WrittenCount: > 0 } frames)
                await PassAsync(frames.WrittenMemory);
        }
        finally
        {
            writing.Release();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, reading.Token);
        if (deaf)
            await Task.Delay(Timeout.Infinite, Closed);
        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await TakeWritingAsync();
        try
        {
            if (held is null)
            {
                await PassAsync(buffer);
                return;
            }

            held.Write(buffer.Span);
            if (held.WrittenCount < PacketBytes)
                return;
            await PassAsync(held.WrittenMemory);
            held.ResetWrittenCount();
        }
        finally
        {
            writing.Release();
        }
    }

    private ValueTask TakeWritingAsync() =>
        writing.Wait(0, CancellationToken.None) ? ValueTask.CompletedTask : new ValueTask(writing.WaitAsync(Closed));

    private async ValueTask PassAsync(ReadOnlyMemory<byte> bytes)
    {
        if (mute)
            await Task.Delay(Timeout.Infinite, Closed);
        await inner.WriteAsync(bytes, CancellationToken.None);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            closed.Cancel();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => inner.Flush();
    public override Task FlushAsync(CancellationToken cancellationToken) =>
        held is null ? inner.FlushAsync(cancellationToken) : Task.CompletedTask;
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
