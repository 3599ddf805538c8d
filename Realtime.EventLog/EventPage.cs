namespace Realtime.EventLog;

/// <summary>
/// Events of a conversation in order, bounded in number and in bytes. The number of large events in memory is limited: dispose the page to
/// let another reader have its place.
/// </summary>
/// <param name="More">Whether events follow the last one.</param>
/// <param name="Free">Frees the place; called once.</param>
public sealed record EventPage(IReadOnlyList<LoggedEvent> Events, bool More, Action? Free = null) : IDisposable
{
    int disposed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0) Free?.Invoke();
    }
}
