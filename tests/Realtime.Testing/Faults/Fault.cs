using System.Globalization;

namespace Realtime.Testing.Faults;

/// <summary>What is killed or stopped in a round.</summary>
public enum Fault
{
    KillApi,
    StopApi,
    KillWorker,
    StopWorker,
    KillDatabase,
}

public static class Faults
{
    // The database takes half a second, a process that starts takes seconds: most rounds are the database's.
    static readonly Fault[] Cycle =
    [
        Fault.KillWorker, Fault.KillApi, Fault.KillDatabase, Fault.KillDatabase, Fault.KillApi,
        Fault.KillDatabase, Fault.KillDatabase, Fault.StopApi, Fault.KillDatabase, Fault.KillDatabase,
        Fault.StopWorker, Fault.StopApi, Fault.KillDatabase, Fault.KillDatabase, Fault.KillApi,
        Fault.KillDatabase, Fault.KillDatabase, Fault.KillApi, Fault.KillDatabase, Fault.KillDatabase,
    ];

    /// <summary>The faults of so many rounds. REALTIME_KILL_ROUNDS=100 is for a longer run.</summary>
    /// <param name="rounds">The rounds of a usual run. Twenty have each kind of fault.</param>
    public static IReadOnlyList<Fault> Of(int rounds) =>
    [
        .. Enumerable.Range(0, Environment.GetEnvironmentVariable("REALTIME_KILL_ROUNDS") is { } told
            ? int.Parse(told, CultureInfo.InvariantCulture) : rounds).Select(round => Cycle[round % Cycle.Length]),
    ];

    public static Task Inflict(this InjuredStack stack, Fault fault) => fault switch
    {
        Fault.KillApi => stack.KillApi(),
        Fault.StopApi => stack.StopApi(),
        Fault.KillWorker => stack.KillWorker(),
        Fault.StopWorker => stack.StopWorker(),
        Fault.KillDatabase => stack.KillDatabase(),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
