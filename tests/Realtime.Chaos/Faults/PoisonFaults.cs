using Realtime.Chaos.Load;
using Realtime.Chaos.Watch;

namespace Realtime.Chaos.Faults;

/// <summary>Appends an event of an unknown type to a live conversation, as a service of a newer version may.</summary>
sealed record AppendNewerEvent : IFault
{
    public string Name => "poison: event of a newer version";

    public async Task Inflict(Injured system, Random random)
    {
        if (Live(system) is not { Count: > 0 } live) return;
        var track = random.OneOf(live);
        system.Poisoned.Add(track.Id, Name);
        system.Poisoned.MakeUnreadable(track.Conversation);
        await system.Poison.AppendNewer(track.Conversation, track.Id);
    }

    /// <summary>The sessions that are claimed and have not ended, as far as the run knows.</summary>
    public static IReadOnlyList<SessionTrack> Live(Injured system) =>
        [.. system.Watch.Tracks.Where(track => track.Ended is null && track.Claims.Count > 0)];
}

/// <summary>Gives the ids of a session's next events to other events. It must not end the session.</summary>
sealed record SquatIds : IFault
{
    public string Name => "poison: squatted ids";

    public async Task Inflict(Injured system, Random random)
    {
        if (AppendNewerEvent.Live(system) is { Count: > 0 } live) await system.Poison.Squat(random.OneOf(live).Id);
    }
}

/// <summary>A model sends an item that PostgreSQL cannot store.</summary>
sealed record SendUnstorable : IFault
{
    public string Name => "poison: item that cannot be stored";

    public async Task Inflict(Injured system, Random random)
    {
        if ((await system.Upstream.Open()).Where(connection => connection.Session is not null).ToList() is not { Count: > 0 } open) return;
        var connection = random.OneOf(open);
        system.Poisoned.Add(connection.Session!.Value, Name);
        await system.Upstream.BreakIfOpen(connection, "overflow");
    }
}

/// <summary>A few clients send messages of the largest size while their transports connect.</summary>
sealed record SendBigMessages : IFault
{
    const int Drivers = 3;

    public string Name => "big messages while connecting";

    public Task Inflict(Injured system, Random random)
    {
        var drivers = Enumerable.Range(0, Drivers).Select(_ => new BigDriver(system.Load, new Random(random.Next()))).ToList();
        return Task.WhenAll(drivers.Select(driver => driver.Run()));
    }
}
