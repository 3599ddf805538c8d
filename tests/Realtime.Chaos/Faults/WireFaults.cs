using Realtime.Chaos.Load;

namespace Realtime.Chaos.Faults;

/// <summary>Breaks one connection to the model, in a way chosen at random.</summary>
sealed record BreakUpstream : IFault
{
    static readonly string[] Ways =
        ["reset", "drop", "cut", "close", "reset-on-write", "insufficient-quota", "binary", "unknown-error-close", "flood&count=60",
            "flood-close",
         "stall&delay=8000", "mute&delay=8000", "deaf&delay=8000", "no-close&delay=8000", "malformed", "unstorable"];

    public string Name => "upstream socket broken";

    public async Task Inflict(Injured system, Random random)
    {
        if (await system.Upstream.Open() is { Count: > 0 } open) await system.Upstream.BreakIfOpen(random.OneOf(open), random.OneOf(Ways));
    }
}

/// <summary>Aborts the event streams and live sockets of a few clients.</summary>
sealed record CutClients : IFault
{
    public string Name => "client sockets aborted";

    public Task Inflict(Injured system, Random random)
    {
        foreach (var wire in Some(system.Load, random)) wire.Cut();
        return Task.CompletedTask;
    }

    public static IEnumerable<IWire> Some(ChaosLoad load, Random random) => load.Wires.Keys.Where(_ => random.Next(5) == 0);
}

/// <summary>Makes a few clients stop reading for a while.</summary>
sealed record StallClients : IFault
{
    public string Name => "client sockets left unread";

    public Task Inflict(Injured system, Random random)
    {
        foreach (var wire in CutClients.Some(system.Load, random)) wire.Stall(TimeSpan.FromSeconds(random.NextDouble() * 4));
        return Task.CompletedTask;
    }
}

/// <summary>Moves the wall clock of a worker, or sets it right again.</summary>
sealed record MoveClock : IFault
{
    static readonly TimeSpan[] Offsets = [TimeSpan.Zero, TimeSpan.FromSeconds(-40), TimeSpan.FromSeconds(40), TimeSpan.FromHours(-2),
        TimeSpan.FromHours(3), TimeSpan.FromDays(-30)];

    public string Name => "wall clock of a worker moved";

    public Task Inflict(Injured system, Random random)
    {
        random.OneOf(system.Stack.Clocks).Move(random.OneOf(Offsets));
        return Task.CompletedTask;
    }
}
