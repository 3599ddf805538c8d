namespace JasperFx.Events.Daemon;

/// <summary>Times of the daemon.</summary>
public class DaemonSettings
{
    /// <summary>How often a node asks for the lead, and the leader looks whether it still has it; milliseconds.</summary>
    public int LeadershipPollingTime { get; set; } = 5000;

    /// <summary>Names the advisory lock of the lead; one for all nodes on a database.</summary>
    public int DaemonLockId { get; set; } = 4444;

    /// <summary>How long a missing sequence number is waited for at least.</summary>
    public TimeSpan StaleSequenceThreshold { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Between looks at the log while nothing comes.</summary>
    public TimeSpan SlowPollingTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Between looks at the log while events come.</summary>
    public TimeSpan FastPollingTime { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a projection or subscription that failed rests before it is started again.</summary>
    public TimeSpan HealthCheckPollingTime { get; set; } = TimeSpan.FromSeconds(5);
}
