using System.Diagnostics.CodeAnalysis;

namespace Realtime.Simulator.Faults;

/// <summary>Decides when the fault that the handshake asked for happens. It happens once.</summary>
internal sealed class FaultTrigger(Fault? fault)
{
    private int counted;

    public Fault? Fault => fault;

    [MemberNotNullWhen(true, nameof(Fault))]
    public bool IsAtOnce => fault is { After: 0 };

    /// <summary>Counts a client message after its answer; true when the fault must happen now.</summary>
    [MemberNotNullWhen(true, nameof(Fault))]
    public bool FiresAfter(string type) =>
        fault is { After: > 0 } && (fault.On is null || fault.On == type) && ++counted == fault.After;
}
