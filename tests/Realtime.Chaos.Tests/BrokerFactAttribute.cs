using Realtime.Testing.Servers;

namespace Realtime.Chaos.Tests;

/// <summary>Needs RabbitMQ. Without it the test is skipped with the reason, and CI fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrokerFactAttribute : FactAttribute
{
    public BrokerFactAttribute() => Skip = RabbitMqBroker.WhyNot;
}
