using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Realtime.EventLog;

namespace Realtime.Bench.Stack;

/// <summary>The event log in this process, set up as the services set it up.</summary>
sealed class LogHost : IAsyncDisposable
{
    readonly IHost host;

    LogHost(IHost host) => this.host = host;

    public Conversations Conversations => host.Services.GetRequiredService<Conversations>();
    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();
    public Nudges Nudges => host.Services.GetRequiredService<Nudges>();
    public Author Author => host.Services.GetRequiredService<Author>();
    public EventReader Reader => host.Services.GetRequiredService<EventReader>();

    public static async Task<LogHost> Start(BenchDatabase database)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:realtime"] = database.ConnectionString;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new Author("bench", () => "bench"));
        builder.AddEventLog();
        var host = builder.Build();
        await host.StartAsync();
        return new LogHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
