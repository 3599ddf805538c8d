namespace Realtime.Api.Live;

/// <summary>
/// The connection to the session's owner that gets the client's messages. Without one they wait, and TCP makes the client wait in turn.
/// </summary>
sealed class CurrentOwner
{
    readonly Lock gate = new();
    TaskCompletionSource<OwnerConnection> connection = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The connection now, or the next one.</summary>
    public Task<OwnerConnection> Connection
    {
        get { lock (gate) return connection.Task; }
    }

    public void Set(OwnerConnection to)
    {
        lock (gate) connection.TrySetResult(to);
    }

    public void Clear()
    {
        lock (gate) connection = new TaskCompletionSource<OwnerConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
