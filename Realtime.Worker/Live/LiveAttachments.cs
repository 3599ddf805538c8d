using System.Buffers.Binary;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Live;

/// <summary>The live sockets of one session: the first that wants to drives, the others listen.</summary>
/// <param name="most">The most sockets at a time.</param>
/// <param name="passesOn">
/// When the driver leaves, the socket that has wanted to drive for longest drives: a client may be back before the worker knows that its old
/// socket is lost. False for a session that belongs to the client who started it by a live socket.
/// </param>
sealed class LiveAttachments(int most, bool passesOn = false)
{
    readonly Lock gate = new();
    readonly TaskCompletionSource driven = new(TaskCreationOptions.RunContinuationsAsynchronously);
    LiveAttachment[] attached = [];
    LiveAttachment? driver;
    bool completed;
    long turn;

    /// <summary>Completes when a driver has been attached for the first time.</summary>
    public Task Driven => driven.Task;

    public bool HasDriver => Volatile.Read(ref driver) is not null;

    public bool IsEmpty => Volatile.Read(ref attached).Length == 0;

    /// <summary>True if there is no room for another socket.</summary>
    public bool IsFull => Volatile.Read(ref attached).Length >= most;

    /// <summary>False once the session has ended, or if there is no room.</summary>
    /// <param name="takesOver">If it wants to drive, it drives, and the current driver listens.</param>
    public bool TryAdd(LiveAttachment attachment, bool wantsToDrive, bool takesOver)
    {
        lock (gate)
        {
            if (completed || attached.Length >= most) return false;
            attached = [.. attached, attachment];
            if (wantsToDrive && takesOver) driver?.Listen();
            attachment.IsDriver = wantsToDrive && (driver is null || takesOver);
            attachment.WaitsToDrive = wantsToDrive && passesOn && !attachment.IsDriver;
            if (attachment.IsDriver) (driver, attachment.Turn) = (attachment, ++turn);
        }

        if (attachment.IsDriver) driven.TrySetResult();
        return true;
    }

    /// <summary>What changed if the driver left; null if another socket left.</summary>
    public DriverLeft? Remove(LiveAttachment attachment)
    {
        lock (gate)
        {
            attached = [.. attached.Where(a => a != attachment)];
            if (driver != attachment) return null;
            var left = ++turn;
            driver = attached.FirstOrDefault(a => a.WaitsToDrive);
            if (driver is { } next) (next.IsDriver, next.WaitsToDrive, next.Turn) = (true, false, ++turn);
            return new DriverLeft(left, driver);
        }
    }

    /// <summary>Queues a message for every live socket; a too slow one is disconnected.</summary>
    public void Broadcast(ReadOnlySpan<byte> message)
    {
        foreach (var attachment in Volatile.Read(ref attached)) attachment.TryQueue(message);
    }

    /// <summary>Queues a message of the model for every live socket, for each as its client may read it.</summary>
    /// <param name="hidesSecrets">The message may have secrets of the session's start, which no client is told.</param>
    public void Broadcast(ReadOnlySpan<byte> message, ICodec codec, bool hidesSecrets)
    {
        foreach (var attachment in Volatile.Read(ref attached))
        {
            var changed = attachment.Pins is not null || hidesSecrets ? codec.ToClient(message, attachment.Pins) : null;
            attachment.TryQueue(changed ?? message);
        }
    }

    /// <summary>Confirms to the APIs that every event up to this version was broadcast.</summary>
    public void Mark(long version)
    {
        Span<byte> mark = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(mark, version);
        foreach (var attachment in Volatile.Read(ref attached)) attachment.TryQueue(mark, isMark: true);
    }

    /// <summary>The session has left this worker: queued messages are written, then each socket is closed.</summary>
    /// <param name="moved">It moves to another owner.</param>
    public void Complete(bool moved = false)
    {
        lock (gate) completed = true;
        foreach (var attachment in Volatile.Read(ref attached)) attachment.Complete(moved);
    }
}

/// <summary>A driver left.</summary>
/// <param name="Turn">The number of this change of driver.</param>
/// <param name="Next">The socket that drives now; null if none does.</param>
readonly record struct DriverLeft(long Turn, LiveAttachment? Next);
