namespace Realtime.Chaos.Faults;

/// <summary>Kills RabbitMQ and starts it again after a while, with the messages that it had written to disk.</summary>
sealed record KillBroker : IFault
{
    public string Name => "kill -9 of the broker";

    public async Task Inflict(Injured system, Random random)
    {
        var broker = system.Stack.Broker!;
        await broker.Kill();
        system.Counts.Killed();
        await Task.Delay(TimeSpan.FromSeconds(0.3 + random.NextDouble() * random.NextDouble() * 8));
        await broker.Start();
    }
}
