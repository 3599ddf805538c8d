using LocalServers.RabbitMq;

namespace AppHost.Tests;

/// <summary>Skipped, with the reason, when RabbitMQ is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitMqFactAttribute : FactAttribute
{
    public RabbitMqFactAttribute() => Skip = RabbitMqPrograms.WhyNot;
}
