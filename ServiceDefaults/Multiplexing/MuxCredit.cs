namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>How much a socket may still send until the other side has read more of it: at first a <see cref="MuxInbox.Window"/>.</summary>
sealed class MuxCredit
{
    /// <summary>A shorter piece of a long message is worth no frame, in bytes.</summary>
    const int LeastPiece = MuxFrame.MostPayload / 4;

    readonly Lock gate = new();
    int left = MuxInbox.Window;
    TaskCompletionSource? more;
    bool isOver;

    /// <summary>Takes credit for one piece. False, and -1 bytes, if there is none now.</summary>
    public bool TryTake(int wanted, out int bytes)
    {
        lock (gate)
        {
            bytes = Math.Min(Math.Min(wanted, MuxFrame.MostPayload), left - MuxPiece.CostOf(0));
            if (bytes < Math.Min(wanted, LeastPiece)) bytes = -1;
            if (bytes < 0) return false;
            left -= MuxPiece.CostOf(bytes);
            return true;
        }
    }

    /// <exception cref="MuxProtocolException">It is more than the other side can have read.</exception>
    public void Give(uint bytes)
    {
        TaskCompletionSource? waiter;
        lock (gate)
        {
            if (bytes > MuxInbox.Window - left) throw new MuxProtocolException("A socket was given more credit than its window.");
            left += (int)bytes;
            (waiter, more) = (more, null);
        }

        waiter?.TrySetResult();
    }

    /// <summary>Nobody waits any more.</summary>
    public void End()
    {
        TaskCompletionSource? waiter;
        lock (gate)
        {
            isOver = true;
            (waiter, more) = (more, null);
        }

        waiter?.TrySetResult();
    }

    /// <summary>Completes when there is enough for a piece, or the socket is over.</summary>
    public Task Some()
    {
        lock (gate) return left - MuxPiece.CostOf(0) >= LeastPiece ? Task.CompletedTask : Next();
    }

    /// <summary>Completes when there is more than now, or the socket is over.</summary>
    public Task More()
    {
        lock (gate) return Next();
    }

    Task Next() => isOver ? Task.CompletedTask
        : (more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
