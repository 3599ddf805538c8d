using System.Buffers;
using System.Runtime.CompilerServices;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>
/// Writes the frames of all sockets of one connection. A frame that finds it idle is written at once, by its sender. What comes meanwhile
/// goes out together in the next write. In a burst another thread writes: until it runs, the sender's thread adds what else is ready.
/// </summary>
sealed class MuxWriter : IThreadPoolWorkItem
{
    /// <summary>Beyond this long pieces of messages wait, in bytes.</summary>
    const int MostWaiting = 256 * 1024;

    /// <summary>Beyond this short ones wait too, in bytes: a frame of audio does not wait for the room that long messages compete for.</summary>
    const int MostWithShort = 2 * MostWaiting;

    /// <summary>The longest short piece, in bytes.</summary>
    const int Short = 4 * 1024;

    /// <summary>Beyond this the other side asks for more than it reads.</summary>
    const int MostWithControl = 4 * MostWaiting;

    /// <summary>An idle connection keeps no larger buffer, in bytes.</summary>
    const int MostKept = 32 * 1024;

    /// <summary>Frames that follow a write within this time are a burst.</summary>
    static readonly TimeSpan Burst = TimeSpan.FromMicroseconds(250);

    readonly Stream stream;
    readonly TimeProvider time;
    readonly Action<Exception> lost;
    readonly Action resume;
    readonly Lock gate = new();
    ValueTaskAwaiter written;
    byte[] waiting = [], underWay = [];
    int waitingBytes;
    bool isWriting, isClosed;
    long writingSince;
    TaskCompletionSource? room;

    /// <param name="lost">Told once that a write failed.</param>
    public MuxWriter(Stream stream, TimeProvider time, Action<Exception> lost)
    {
        (this.stream, this.time, this.lost) = (stream, time, lost);
        resume = Resume;
    }

    /// <summary>How long the write that is under way has taken.</summary>
    public TimeSpan Stalled
    {
        get { lock (gate) return isWriting ? time.GetElapsedTime(writingSince) : TimeSpan.Zero; }
    }

    /// <summary>Completes when there is room again, or the connection is closed.</summary>
    public Task Room
    {
        get
        {
            lock (gate)
            {
                return isClosed || waitingBytes < MostWaiting
                    ? Task.CompletedTask
                    : (room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>False if the connection is closed, or has no room for a message now.</summary>
    public bool TryWrite(MuxFrame frame, ReadOnlySpan<byte> payload)
    {
        bool isBurst;
        lock (gate)
        {
            var most = frame.Kind > MuxKind.BinaryEnd ? MostWithControl : payload.Length > Short ? MostWaiting : MostWithShort;
            if (isClosed || waitingBytes >= most) return false;
            Add(frame, payload);
            if (isWriting) return true;
            isWriting = true;
            var now = time.GetTimestamp();
            isBurst = time.GetElapsedTime(writingSince, now) < Burst;
            writingSince = now;
        }

        if (isBurst) WriteElsewhere();
        else Write(most: 1);
        return true;
    }

    public bool IsClosed
    {
        get { lock (gate) return isClosed; }
    }

    /// <summary>Drops what waits.</summary>
    public void Close()
    {
        TaskCompletionSource? waiter;
        lock (gate)
        {
            isClosed = true;
            (waiter, room) = (room, null);
        }

        waiter?.TrySetResult();
    }

    void Add(MuxFrame frame, ReadOnlySpan<byte> payload)
    {
        var needed = waitingBytes + MuxFrame.HeadBytes + payload.Length;
        if (needed > waiting.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * waiting.Length));
            waiting.AsSpan(0, waitingBytes).CopyTo(larger);
            Return(ref waiting);
            waiting = larger;
        }

        frame.Write(waiting.AsSpan(waitingBytes));
        payload.CopyTo(waiting.AsSpan(waitingBytes + MuxFrame.HeadBytes));
        waitingBytes = needed;
    }

    void IThreadPoolWorkItem.Execute() => Write(int.MaxValue);

    void WriteElsewhere() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Writes until nothing waits.</summary>
    /// <param name="most">So many writes; others add while it writes, and a sender, which may hold a lock, must get its thread back.</param>
    void Write(int most)
    {
        try
        {
            while (HasMore())
            {
                if (most-- == 0)
                {
                    WriteElsewhere();
                    return;
                }

                var write = stream.WriteAsync(Take(), CancellationToken.None);
                if (!write.IsCompletedSuccessfully)
                {
                    Await(write);
                    return;
                }

                write.GetAwaiter().GetResult();
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>An async method would allocate for each such write.</summary>
    void Await(ValueTask write)
    {
        written = write.GetAwaiter();
        written.UnsafeOnCompleted(resume);
    }

    void Resume()
    {
        try
        {
            written.GetResult();
        }
        catch (Exception e)
        {
            Fail(e);
            return;
        }

        Write(most: 1);
    }

    void Fail(Exception e)
    {
        Close();
        lost(e);
    }

    /// <summary>False once the writer is idle: the next sender starts it again.</summary>
    bool HasMore()
    {
        lock (gate)
        {
            if (waitingBytes > 0 && !isClosed) return true;
            isWriting = false;
            if (waiting.Length > MostKept || isClosed) Return(ref waiting);
            if (underWay.Length > MostKept || isClosed) Return(ref underWay);
            return false;
        }
    }

    ReadOnlyMemory<byte> Take()
    {
        TaskCompletionSource? waiter;
        ReadOnlyMemory<byte> batch;
        lock (gate)
        {
            (waiting, underWay) = (underWay, waiting);
            batch = underWay.AsMemory(0, waitingBytes);
            waitingBytes = 0;
            writingSince = time.GetTimestamp();
            (waiter, room) = (room, null);
        }

        waiter?.TrySetResult();
        return batch;
    }

    static void Return(ref byte[] rented)
    {
        if (rented.Length > 0) ArrayPool<byte>.Shared.Return(rented);
        rented = [];
    }
}
