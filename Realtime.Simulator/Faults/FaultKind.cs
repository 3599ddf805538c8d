using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Faults;

/// <summary>One kind of failure: its name, its description and the code that inflicts it.</summary>
internal sealed record FaultKind(string Name, string Does, Func<Connection, Fault, Task> Run)
{
    public const int GivenStatus = 0;

    /// <summary>Whether it happens as soon as the connection is open, unless a parameter says otherwise.</summary>
    public bool IsAtOnce { get; init; }

    public int? RefusalStatus { get; init; }

    /// <summary>A fault of the handshake. An open connection does nothing for it.</summary>
    public static FaultKind Handshake(string name, string does, int? status = null) =>
        new(name, does, static (_, _) => Task.CompletedTask) { RefusalStatus = status, IsAtOnce = true };
}
