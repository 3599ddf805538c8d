using System.Buffers.Binary;

namespace Realtime.Worker.Live;

/// <summary>The live sockets of one session: the first one that wants to drives, the others listen.</summary>
/// <param name="most">Sockets at a time.</param>
sealed class LiveAttachments(int most)
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

    /// <summary>There is room for no other.</summary>
    public bool IsFull => Volatile.Read(ref attached).Length >= most;

    /// <summary>False once the session is over, and where there is no room.</summary>
    /// <param name="takesOver">Where it wants to drive it does, and the driver of now listens.</param>
    public bool TryAdd(LiveAttachment attachment, bool wantsToDrive, bool takesOver)
    {
        lock (gate)
        {
            if (completed || attached.Length >= most) return false;
            attached = [.. attached, attachment];
            if (wantsToDrive && takesOver) driver?.Listen();
            attachment.IsDriver = wantsToDrive && (driver is null || takesOver);
            if (attachment.IsDriver) (driver, attachment.Turn) = (attachment, ++turn);
        }

        if (attachment.IsDriver) driven.TrySetResult();
        return true;
    }

    /// <summary>The turn from which on nobody drives, where the driver left; null where another socket did.</summary>
    public long? Remove(LiveAttachment attachment)
    {
        lock (gate)
        {
            attached = [.. attached.Where(a => a != attachment)];
            if (driver != attachment) return null;
            driver = null;
            return ++turn;
        }
    }

    /// <summary>To every live socket; one that is too slow is detached.</summary>
    public void Broadcast(ReadOnlySpan<byte> message)
    {
        foreach (var attachment in Volatile.Read(ref attached)) attachment.TryQueue(message);
    }

    /// <summary>The log has nothing up to this version that was not broadcast before.</summary>
    public void Mark(long version)
    {
        Span<byte> mark = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(mark, version);
        foreach (var attachment in Volatile.Read(ref attached)) attachment.TryQueue(mark, isMark: true);
    }

    /// <summary>The session is over here: what is queued is written, then each is closed.</summary>
    /// <param name="moved">It goes on elsewhere.</param>
    public void Complete(bool moved = false)
    {
        lock (gate) completed = true;
        foreach (var attachment in Volatile.Read(ref attached)) attachment.Complete(moved);
    }
}
