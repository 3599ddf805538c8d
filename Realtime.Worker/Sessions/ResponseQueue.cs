namespace Realtime.Worker.Sessions;

/// <summary>
/// At most one response is outstanding: requests while one is active collapse into one, sent when that one is done or cancelled.
/// Upstream starts responses of its own too, when it hears speech end.
/// </summary>
sealed class ResponseQueue
{
    bool active, waiting;

    public bool IsActive => active;

    /// <summary>True: send response.create now. False: it will be sent when the active one is done.</summary>
    public bool Request()
    {
        if (active)
        {
            waiting = true;
            return false;
        }

        return active = true;
    }

    public void Created() => active = true;

    /// <summary>Upstream says that one is active already: ours waits.</summary>
    public void AlreadyActive() => active = waiting = true;

    /// <summary>A new transport knows of no response.</summary>
    public void Reset() => active = waiting = false;

    /// <summary>True: send the response.create that waited.</summary>
    public bool Done()
    {
        active = waiting;
        waiting = false;
        return active;
    }
}
