using System.Diagnostics.Metrics;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Realtime.EventLog;

/// <summary>
/// Discards every message on which a consumer failed or that no consumer knows. It logs and counts the message; there is no error queue
/// that could grow. A message only wakes a worker, so the sweep finds its session.
/// </summary>
sealed partial class DiscardedMessages(IMeterFactory meters, ILogger<DiscardedMessages> logger) : IHostedService
{
    /// <summary>The counter's name; its tag <c>reason</c> is <c>failed</c> or <c>unknown</c>.</summary>
    public const string Counter = "realtime.bus.discarded";

    readonly Counter<long> discarded = meters.Create("Realtime.EventLog")
        .CreateCounter<long>(Counter, "{message}",
            "Messages of the bus that were discarded, because a consumer failed or no consumer knows their type");

    /// <summary>Exports both counts from 0, so that an alert sees the first message.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var reason in (string[])["failed", "unknown"]) discarded.Add(0, new KeyValuePair<string, object?>("reason", reason));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Configure(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.PublishFaults = false; // faults have no subscribers
        endpoint.DiscardFaultedMessages();
        endpoint.ConfigureError(pipe => pipe.UseExecute(Failed));
        endpoint.DiscardSkippedMessages();
        endpoint.ConfigureDeadLetter(pipe => pipe.UseExecute(Unknown));
    }

    void Failed(ExceptionReceiveContext context)
    {
        discarded.Add(1, new KeyValuePair<string, object?>("reason", "failed"));
        LogFailed(context.GetMessageId(), context.InputAddress.AbsolutePath, context.Exception.GetType().Name);
    }

    void Unknown(ReceiveContext context)
    {
        discarded.Add(1, new KeyValuePair<string, object?>("reason", "unknown"));
        LogUnknown(context.GetMessageId(), context.InputAddress.AbsolutePath);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Discarded message {MessageId} of {Queue}: its consumer failed with {Error}. The next sweep finds its session")]
    partial void LogFailed(Guid? messageId, string queue, string error);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Discarded message {MessageId} of {Queue}: no consumer knows its type. The next sweep finds its session")]
    partial void LogUnknown(Guid? messageId, string queue);
}
