using Realtime.Testing.Servers;

namespace Realtime.EndToEnd.Tests;

// This namespace is nearer than xunit's, so every test of the suite uses these attributes. Without RabbitMQ they skip the tests.

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
