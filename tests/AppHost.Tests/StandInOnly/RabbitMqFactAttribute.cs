using RabbitMq.Programs;

namespace AppHost.Tests.StandInOnly;

/// <summary>Left out, by name, where RabbitMQ is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitMqFactAttribute : FactAttribute
{
    public RabbitMqFactAttribute() => Skip = RabbitMqPrograms.WhyNot;
}
