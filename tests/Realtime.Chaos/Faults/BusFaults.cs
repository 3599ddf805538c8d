namespace Realtime.Chaos.Faults;

/// <summary>Messages on their way are lost.</summary>
sealed record LoseMessages : IFault
{
    public string Name => "bus messages lost";

    public Task Inflict(Injured system, Random random) => system.Bus.Lose();
}

/// <summary>Messages arrive late.</summary>
sealed record DelayMessages : IFault
{
    public string Name => "bus messages delayed";

    public Task Inflict(Injured system, Random random) => system.Bus.Delay(TimeSpan.FromSeconds(random.NextDouble() * 3));
}

/// <summary>Messages come twice, and long after what they speak of.</summary>
sealed record RepeatMessages : IFault
{
    public string Name => "bus messages repeated";

    public async Task Inflict(Injured system, Random random)
    {
        foreach (var (conversation, session) in system.Watch.SomeSessions(random, count: 5)) await system.Bus.Repeat(conversation, session);
    }
}
