namespace Realtime.Testing.Stack;

/// <summary>What differs from one stack to another; the rest are the services' own defaults.</summary>
public sealed record StackSettings
{
    public static readonly StackSettings Default = new();

    /// <summary>The connection string of a database of the test's own; else a new one is made.</summary>
    public string? Database { get; init; }

    /// <summary>Whether the test takes its bus away: else it may share a broker with other stacks, which it never notices.</summary>
    public bool OwnBus { get; init; }

    public int Workers { get; init; } = 1;

    /// <summary>Added to the simulator's address as the workers have it: "fault=…" breaks every session of the stack.</summary>
    public string UpstreamQuery { get; init; } = "";

    public IReadOnlyDictionary<string, string> Worker { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> Api { get; init; } = new Dictionary<string, string>();
}
