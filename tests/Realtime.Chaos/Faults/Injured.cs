using Realtime.Chaos.Load;
using Realtime.Chaos.Stack;
using Realtime.Chaos.Watch;
using Realtime.Testing.Client;

namespace Realtime.Chaos.Faults;

/// <summary>The system that faults are inflicted on, and the count of faults so far.</summary>
sealed record Injured(ChaosStack Stack, SimulatorClient Upstream, ChaosLoad Load, LogWatch Watch, Bus Bus, LogPoison Poison,
    RunClock Clock, ChaosOptions Options)
{
    public FaultCounts Counts { get; } = new();
    public Poisoned Poisoned { get; } = new();
}
