namespace Realtime.Chaos.Stack;

/// <summary>One process of a slot, and the faults that hit it.</summary>
sealed class SlotProcess(string name, ServiceProcess process, TimeSpan began)
{
    readonly List<(TimeSpan From, TimeSpan To)> pauses = [];

    public string Name => name;
    public ServiceProcess Process => process;
    public Uri Address { get; } = process.Address;
    public TimeSpan Began => began;

    /// <summary>When the run sent kill -9.</summary>
    public TimeSpan? Killed { get; set; }

    /// <summary>When the run sent SIGTERM.</summary>
    public TimeSpan? Stopped { get; set; }

    public IReadOnlyList<(TimeSpan From, TimeSpan To)> Pauses
    {
        get { lock (pauses) return [.. pauses]; }
    }

    public void Paused(TimeSpan from, TimeSpan to)
    {
        lock (pauses) pauses.Add((from, to));
    }

    /// <summary>Whether a fault that hit this process explains a loss in this time.</summary>
    public bool WasHurt(TimeSpan from, TimeSpan to) =>
        Killed <= to || Stopped <= to || Pauses.Any(pause => pause.From <= to && pause.To >= from);
}
