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
    static readonly Fault[] Ten =
    [
        Fault.KillWorker, Fault.KillApi, Fault.KillDatabase, Fault.StopApi, Fault.KillDatabase,
        Fault.StopWorker, Fault.KillApi, Fault.KillDatabase, Fault.KillApi, Fault.KillDatabase,
    ];

    /// <summary>The faults of so many rounds, in an order that brings every pair of neighbours again and again.</summary>
    public static IEnumerable<Fault> Of(int rounds) => Enumerable.Range(0, rounds).Select(round => Ten[round % Ten.Length]);

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
