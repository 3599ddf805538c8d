using LocalServers.RabbitMq;

namespace AppHost.Tests;

/// <summary>Left out, by name, where RabbitMQ is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitMqFactAttribute : FactAttribute
{
    public RabbitMqFactAttribute() => Skip = RabbitMqPrograms.WhyNot;
}
