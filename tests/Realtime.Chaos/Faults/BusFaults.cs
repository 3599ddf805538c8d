namespace Realtime.Chaos.Faults;

/// <summary>Deletes the messages that are on their way.</summary>
sealed record LoseMessages : IFault
{
    public string Name => "bus messages lost";

    public Task Inflict(Injured system, Random random) => system.Bus.Lose();
}

/// <summary>Delays the messages that are on their way.</summary>
sealed record DelayMessages : IFault
{
    public string Name => "bus messages delayed";

    public Task Inflict(Injured system, Random random) => system.Bus.Delay(TimeSpan.FromSeconds(random.NextDouble() * 3));
}

/// <summary>Publishes messages a second time, possibly long after the session that they name has ended.</summary>
sealed record RepeatMessages : IFault
{
    public string Name => "bus messages repeated";

    public async Task Inflict(Injured system, Random random)
    {
        foreach (var (conversation, session) in system.Watch.SomeSessions(random, count: 5)) await system.Bus.Repeat(conversation, session);
    }
}
