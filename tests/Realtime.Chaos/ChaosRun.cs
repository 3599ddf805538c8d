using Realtime.Chaos.Faults;
using Realtime.Chaos.Load;
using Realtime.Chaos.Stack;
using Realtime.Chaos.Verdict;
using Realtime.Chaos.Watch;
using Realtime.Testing.Client;

namespace Realtime.Chaos;

/// <summary>Starts the stack, inflicts faults while clients talk, waits until every session has ended, and checks the result.</summary>
public static class ChaosRun
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5), Look = TimeSpan.FromSeconds(1), LongestRun = TimeSpan.FromHours(4);

    /// <summary>Whether libfaketime is installed: only with it can the run move the wall clocks of workers.</summary>
    public static bool CanMoveClocks => WallClock.CanMove;

    public static async Task<ChaosOutcome> Run(ChaosOptions options)
    {
        if (options.LogFolder is { } folder) Directory.CreateDirectory(folder);
        var (clock, findings) = (new RunClock(), new Findings());
        options.Say($"seed {options.Seed}: starting PostgreSQL, simulator, three workers and two APIs");
        await using var stack = await ChaosStack.Start(options, clock);
        using var upstream = new SimulatorClient(stack.Simulator.Address);
        await using var bus = new Bus(stack.Database, stack.Messaging);
        await bus.Start();
        await using var poison = new LogPoison(stack.Database);
        await poison.Start();
        await using var watch = new LogWatch(stack.Database, clock);
        using var load = new ChaosLoad(stack, clock, findings, options);
        var system = new Injured(stack, upstream, load, watch, bus, poison, clock, options);

        await using var survivors = new Survivors(stack, options);
        await survivors.Begin();
        load.Start();
        await Task.Delay(WarmUp);
        await using (new StrayConnections(system, findings))
        {
            await Inflict(system);
            options.Say("no more faults: waiting for the running sessions to end");
            foreach (var moved in stack.Clocks) moved.Move(TimeSpan.Zero);
            await survivors.EndOfLoad();
            await load.Finish();
        }

        options.Say("checking the results");
        return await new Verdicts(system, survivors, findings).Judge();
    }

    /// <summary>Runs the lanes until the time is over, or until the run has killed as many processes as its options ask for.</summary>
    static async Task Inflict(Injured system)
    {
        using var enough = new CancellationTokenSource();
        var lanes = FaultPlan.Lanes(system.Options).Select(lane => Task.Run(() => lane.Run(system, enough.Token))).ToList();
        var until = system.Clock.Now + (system.Options.Kills is null ? system.Options.Duration : LongestRun);
        while (system.Clock.Now < until && !(system.Counts.Kills >= system.Options.Kills) && !lanes.Any(lane => lane.IsFaulted))
            await Task.Delay(Look);
        await enough.CancelAsync();
        await Task.WhenAll(lanes);
    }
}
