namespace Realtime.Testing.Stack;

/// <summary>The settings in which stacks differ. All others keep the services' defaults.</summary>
public sealed record StackSettings
{
    public static readonly StackSettings Default = new();

    /// <summary>The connection string of the test's own database; null creates one.</summary>
    public string? Database { get; init; }

    /// <summary>Whether the test takes the bus away. If not, the stack may share a broker with other stacks.</summary>
    public bool OwnBus { get; init; }

    /// <summary>The key of the stack's own client; null if the API needs none.</summary>
    public string? Key { get; init; }

    public int Workers { get; init; } = 1;

    /// <summary>A query that is added to the workers' address of the simulator. "fault=…" breaks every session of the stack.</summary>
    public string UpstreamQuery { get; init; } = "";

    public IReadOnlyDictionary<string, string> Worker { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> Api { get; init; } = new Dictionary<string, string>();
}
