using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Testing.Stack;

/// <summary>Another publisher on a stack's bus. It repeats, reorders and invents the API's messages.</summary>
public sealed class BusSender : IAsyncDisposable
{
    readonly IHost host;

    BusSender(IHost host) => this.host = host;

    public static async Task<BusSender> Start(RealtimeStack stack)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:realtime"] = stack.Database;
        builder.Configuration["ConnectionStrings:messaging"] = stack.Bus.ConnectionString;
        // MassTransit keeps the first host's logger factory for the whole process; this one outlives every host.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
        builder.AddRealtimeBus();
        var host = builder.Build();
        await host.StartAsync();
        return new BusSender(host);
    }

    public async Task Announce(string conversation, Guid session)
    {
        using var patience = Patience.Source();
        await host.Services.GetRequiredService<IBus>().Publish(new SessionAwaitsWorker(conversation, session), patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
