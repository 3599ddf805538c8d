using System.Diagnostics.CodeAnalysis;

namespace Realtime.Simulator.Faults;

/// <summary>Says when the fault that a connection was opened with happens: once.</summary>
internal sealed class FaultTrigger(Fault? fault)
{
    private int counted;

    public Fault? Fault => fault;

    [MemberNotNullWhen(true, nameof(Fault))]
    public bool IsAtOnce => fault is { After: 0 };

    /// <summary>Counts a client message that has been answered.</summary>
    [MemberNotNullWhen(true, nameof(Fault))]
    public bool FiresAfter(string type) =>
        fault is { After: > 0 } && (fault.On is null || fault.On == type) && ++counted == fault.After;
}
