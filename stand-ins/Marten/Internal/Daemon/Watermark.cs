namespace Marten.Internal.Daemon;

/// <summary>The sequence number up to which the log is complete, and a way to wait for more.</summary>
internal sealed class Watermark
{
    readonly Lock _lock = new();
    TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _value;

    public void Set(long value)
    {
        TaskCompletionSource moved;
        lock (_lock)
        {
            _value = value;
            (moved, _moved) = (_moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        moved.TrySetResult();
    }

    /// <summary>The mark, once it is above the position.</summary>
    public async Task<long> Past(long position, CancellationToken token)
    {
        while (true)
        {
            Task moved;
            lock (_lock)
            {
                if (_value > position) return _value;
                moved = _moved.Task;
            }

            await moved.WaitAsync(token);
        }
    }
}
