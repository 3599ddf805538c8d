using Realtime.Chaos.Stack;

namespace Realtime.Chaos.Faults;

/// <summary>Kills a process with kill -9 and starts another in its place.</summary>
sealed record Kill(string Service, Func<ChaosStack, IReadOnlyList<Slot>> Slots) : IFault
{
    public string Name => $"kill -9 of {Service}";

    public async Task Inflict(Injured system, Random random)
    {
        var slot = random.OneOf(Slots(system.Stack).Where(slot => !slot.Survives));
        await slot.Kill();
        system.Counts.Killed();
        await slot.Start();
    }
}

/// <summary>Sends SIGTERM to a process, waits until it exits, and starts another in its place.</summary>
sealed record Stop(string Service, Func<ChaosStack, IReadOnlyList<Slot>> Slots) : IFault
{
    public string Name => $"SIGTERM to {Service}";

    public async Task Inflict(Injured system, Random random)
    {
        var slot = random.OneOf(Slots(system.Stack).Where(slot => !slot.Survives));
        system.Counts.Stopped(await slot.Stop());
        await slot.Start();
    }
}

/// <summary>
/// Pauses a process with SIGSTOP for up to twice the lease plus two seconds, then sends SIGCONT. It may pick the survivor too.
/// </summary>
sealed record Pause(string Service, Func<ChaosStack, IReadOnlyList<Slot>> Slots) : IFault
{
    public string Name => $"SIGSTOP of {Service}";

    public Task Inflict(Injured system, Random random) =>
        random.OneOf(Slots(system.Stack)).Pause(TimeSpan.FromSeconds(0.5 + random.NextDouble() * (2 * system.Options.LeaseSeconds + 1.5)));
}

static class Choice
{
    public static T OneOf<T>(this Random random, IEnumerable<T> choices)
    {
        var all = choices.ToList();
        return all[random.Next(all.Count)];
    }
}
