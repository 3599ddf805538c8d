namespace Realtime.Fleet;

/// <summary>The network of one process.</summary>
sealed class Link
{
    /// <summary>False once the process was killed or has exited.</summary>
    public bool IsRunning { get; set; } = true;

    /// <summary>True while its connections are half open: whatever it sends and whatever is sent to it vanishes.</summary>
    public bool IsCut { get; set; }

    public void MustRun()
    {
        if (!IsRunning) throw new ProcessGoneException();
    }
}

/// <summary>The store did not answer: it is down, or the network is.</summary>
sealed class StoreAwayException : Exception;
