using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Faults;

/// <summary>One thing that can go wrong: its name, what it does, and the doing.</summary>
internal sealed record FaultKind(string Name, string Does, Func<Connection, Fault, Task> Run)
{
    public const int GivenStatus = 0;

    /// <summary>It happens as soon as the connection is up, unless told otherwise.</summary>
    public bool IsAtOnce { get; init; }

    public int? RefusalStatus { get; init; }

    /// <summary>A fault of the handshake, which the running connection has behind it.</summary>
    public static FaultKind Handshake(string name, string does, int? status = null) => new(name, does, static (_, _) => Task.CompletedTask) { RefusalStatus = status, IsAtOnce = true };
}
