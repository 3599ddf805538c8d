using Realtime.Chaos.Stack;

namespace Realtime.Chaos.Faults;

/// <summary>
/// The lanes of a run. They hurt at most one worker and one API at a time, the database now and then, and sockets, messages and single
/// sessions all the time.
/// </summary>
static class FaultPlan
{
    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    static IReadOnlyList<Slot> Workers(ChaosStack stack) => stack.Workers;

    static IReadOnlyList<Slot> Apis(ChaosStack stack) => stack.Apis;

    public static IReadOnlyList<FaultLane> Lanes(ChaosOptions options)
    {
        var (shortest, longest) =
            (Seconds(Math.Min(10, options.Duration.TotalSeconds / 6)), Seconds(Math.Min(30, options.Duration.TotalSeconds / 3)));
        (int, IFault)[] wires = [(6, new BreakUpstream()), (4, new CutClients()), (2, new StallClients()), (2, new RepeatMessages())];
        // With a broker, killing it is what loses and delays messages.
        FaultLane[] bus = options.Broker ? [new FaultLane("broker", shortest, longest, (1, new KillBroker()))] : [];
        if (!options.Broker) wires = [.. wires, (2, new LoseMessages()), (2, new DelayMessages())];
        return
        [
            .. bus,
            new FaultLane("workers", Seconds(0.1), Seconds(0.8), (16, new Kill("a worker", Workers)), (2, new Stop("a worker", Workers)),
                (2, new Pause("a worker", Workers))),
            new FaultLane("apis", Seconds(0.1), Seconds(0.8), (16, new Kill("an API", Apis)), (2, new Stop("an API", Apis)),
                (2, new Pause("an API", Apis))),
            new FaultLane("database", shortest, longest, (1, new RestartDatabase())),
            new FaultLane("poison", Seconds(0.5), Seconds(3), (2, new AppendNewerEvent()), (2, new SendUnstorable()), (1, new SquatIds())),
            new FaultLane("big messages", Seconds(1), Seconds(4), (1, new SendBigMessages())),
            new FaultLane("wires", Seconds(0.1), Seconds(0.8), WallClock.CanMove ? [.. wires, (1, new MoveClock())] : wires),
        ];
    }
}
