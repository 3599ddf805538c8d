using LocalServers.RabbitMq;

namespace Realtime.EndToEnd.Tests;

// Nearer than xunit's own, so every test of the suite is one of these: without RabbitMQ it is left out by name.

[AttributeUsage(AttributeTargets.Method)]
sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute() => Skip = RabbitMqInstalled.WhyNot;
}

[AttributeUsage(AttributeTargets.Method)]
sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute() => Skip = RabbitMqInstalled.WhyNot;
}

static class RabbitMqInstalled
{
    /// <summary>Null where it is installed.</summary>
    public static readonly string? WhyNot = RabbitMqPrograms.WhyNot;
}
