using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Realtime.EventLog;

namespace Realtime.Testing.Stack;

public sealed record FailingMessage(int Number);

public sealed record UnknownMessage(int Number);

/// <summary>The services' bus with a consumer that fails on every message.</summary>
public sealed class FailingReceiver : IAsyncDisposable
{
    public const string QueueName = "broken";

    readonly IHost host;
    readonly MeterListener meter = new();
    readonly ConcurrentDictionary<string, long> discarded = new();

    FailingReceiver(IHost host)
    {
        this.host = host;
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "realtime.bus.discarded" && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            discarded.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count));
        meter.Start();
    }

    /// <param name="receives">False to only publish.</param>
    public static async Task<FailingReceiver> Start(string database, StackBus bus, bool receives = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:realtime"] = database;
        builder.Configuration["ConnectionStrings:messaging"] = bus.ConnectionString;
        // MassTransit keeps the first host's logger factory for the whole process; this one outlives every host.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
        builder.AddRealtimeBus(consumers =>
        {
            if (receives) consumers.AddConsumer<Broken>().Endpoint(endpoint => endpoint.Name = QueueName);
        });
        var receiver = new FailingReceiver(builder.Build());
        await receiver.host.StartAsync();
        return receiver;
    }

    public Task<ISendEndpoint> Queue() => host.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"queue:{QueueName}"));

    public Task Publish(int number) => host.Services.GetRequiredService<IBus>().Publish(new FailingMessage(number));

    public Task Discarded(string reason, int count) => Patience.Until(
        () => Task.FromResult(discarded.GetValueOrDefault(reason) >= count), $"{count} messages discarded as {reason}");

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        meter.Dispose();
    }

    sealed class Broken : IConsumer<FailingMessage>
    {
        public Task Consume(ConsumeContext<FailingMessage> context) =>
            throw new InvalidOperationException($"broken on purpose by {context.Message.Number}");
    }
}
