using Aspire.Hosting.ApplicationModel;
using RabbitMq.Programs;

namespace Aspire.Hosting.Engine;

/// <summary>A broker is healthy when it answers an AMQP greeting.</summary>
internal static class AmqpHealth
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static async Task WaitAsync(RabbitMQServerResource server, EngineOptions options, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (!await AmqpGreeting.IsAnsweredAsync(server.PrimaryEndpoint.Port, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(since) > options.StartWithin)
                throw new ResourceFailedException(server.Name, $"was not healthy within {options.StartSeconds} s: it gives no answer to AMQP.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
