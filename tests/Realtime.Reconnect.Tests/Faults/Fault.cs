namespace Realtime.Reconnect.Tests.Faults;

/// <summary>What is killed or stopped in a round.</summary>
enum Fault
{
    KillApi,
    StopApi,
    KillWorker,
    StopWorker,
    KillDatabase,
}

static class Faults
{
    // The database takes half a second, a process that starts takes seconds: most rounds are the database's.
    static readonly Fault[] Cycle =
    [
        Fault.KillWorker, Fault.KillApi, Fault.KillDatabase, Fault.KillDatabase, Fault.KillApi,
        Fault.KillDatabase, Fault.KillDatabase, Fault.StopApi, Fault.KillDatabase, Fault.KillDatabase,
        Fault.StopWorker, Fault.StopApi, Fault.KillDatabase, Fault.KillDatabase, Fault.KillApi,
        Fault.KillDatabase, Fault.KillDatabase, Fault.KillApi, Fault.KillDatabase, Fault.KillDatabase,
    ];

    /// <summary>The faults of so many rounds.</summary>
    public static IEnumerable<Fault> Of(int rounds) => Enumerable.Range(0, rounds).Select(round => Cycle[round % Cycle.Length]);

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
