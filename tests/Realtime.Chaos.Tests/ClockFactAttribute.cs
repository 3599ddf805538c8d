namespace Realtime.Chaos.Tests;

/// <summary>Needs libfaketime (apt-get install faketime); where it is missing, the test run says so, and CI does not pass.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClockFactAttribute : FactAttribute
{
    public ClockFactAttribute() => Skip = ChaosRun.CanMoveClocks ? null : "libfaketime is missing: no wall clock was moved in these runs.";
}
