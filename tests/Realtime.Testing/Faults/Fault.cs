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
    const int RoundsOfTalk = 10;

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

    /// <summary>The same in talks of a user, each with a session of its own, which gets no more owners than it may have.</summary>
    public static IEnumerable<Fault[]> OfTalks(int rounds) => Of(rounds).Chunk(RoundsOfTalk);

    /// <summary>One talk: the user must be answered before the first fault and after each.</summary>
    /// <param name="isAnswered">Says a line; completes when it is answered.</param>
    public static async Task Talk(this InjuredStack stack, Fault[] faults, Func<string, Task> isAnswered)
    {
        await isAnswered("nothing is killed yet");
        foreach (var (round, fault) in faults.Index())
        {
            await stack.Inflict(fault);
            await isAnswered($"round {round} after {fault}");
        }
    }

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
