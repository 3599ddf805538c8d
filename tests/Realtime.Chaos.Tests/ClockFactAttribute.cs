namespace Realtime.Chaos.Tests;

/// <summary>Needs libfaketime (apt-get install faketime). Without it the test is skipped with the reason, and CI fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClockFactAttribute : FactAttribute
{
    public ClockFactAttribute() => Skip = ChaosRun.CanMoveClocks ? null : "libfaketime is missing: no wall clock was moved in these runs.";
}
