using Realtime.Testing.Servers;

namespace Realtime.Chaos.Tests;

/// <summary>Needs RabbitMQ; where it is missing, the test run says so, and CI does not pass.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrokerFactAttribute : FactAttribute
{
    public BrokerFactAttribute() => Skip = RabbitMqBroker.WhyNot;
}
