namespace Realtime.Api.Live;

/// <summary>The link that a client's messages go to now. While there is none they wait, and TCP makes the client wait in turn.</summary>
sealed class LinkSlot
{
    readonly Lock gate = new();
    TaskCompletionSource<LiveLink> link = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The link now, or the next one.</summary>
    public Task<LiveLink> Link
    {
        get { lock (gate) return link.Task; }
    }

    public void Set(LiveLink to)
    {
        lock (gate) link.TrySetResult(to);
    }

    public void Clear()
    {
        lock (gate) link = new TaskCompletionSource<LiveLink>(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
