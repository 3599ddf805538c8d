using System.Diagnostics.Metrics;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Realtime.EventLog;

/// <summary>
/// The end of every message that a consumer failed on or did not know: a log line and a count, and no error queue that grows. A message only wakes,
/// so the sweep finds what it was for.
/// </summary>
sealed partial class DiscardedMessages(IMeterFactory meters, ILogger<DiscardedMessages> logger)
{
    /// <summary>The counter's name; its tag <c>reason</c> is <c>failed</c> or <c>unknown</c>.</summary>
    public const string Counter = "realtime.bus.discarded";

    readonly Counter<long> discarded = meters.Create("Realtime.EventLog")
        .CreateCounter<long>(Counter, "{message}", "Messages of the bus that a consumer failed on, or that no consumer knew");

    public void Configure(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.PublishFaults = false; // nobody subscribes to faults
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discarded message {MessageId} of {Queue}: its consumer failed with {Error}. The sweep finds what it was for")]
    partial void LogFailed(Guid? messageId, string queue, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discarded message {MessageId} of {Queue}: no consumer knows its type")]
    partial void LogUnknown(Guid? messageId, string queue);
}
