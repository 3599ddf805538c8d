using Realtime.Testing.Servers;

namespace Realtime.EndToEnd.Tests;

// Nearer than xunit's own, so every test of the suite is one of these: without RabbitMQ it is left out by name.

[AttributeUsage(AttributeTargets.Method)]
sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute() => Skip = RabbitMqBroker.WhyNot;
}

[AttributeUsage(AttributeTargets.Method)]
sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute() => Skip = RabbitMqBroker.WhyNot;
}
