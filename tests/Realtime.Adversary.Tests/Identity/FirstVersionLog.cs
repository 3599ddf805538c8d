using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Adversary.Tests.Identity;

/// <summary>Writes as the first version did, in which a request's event id was the session's, which its client chose.</summary>
sealed class FirstVersionLog : IAsyncDisposable
{
    readonly IHost host;

    FirstVersionLog(IHost host) => this.host = host;

    public static async Task<FirstVersionLog> Open(string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:realtime"] = database;
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new Author("api"));
        builder.AddEventLog();
        var host = builder.Build();
        await host.StartAsync();
        return new FirstVersionLog(host);
    }

    /// <summary>A session with an id of the client's choice, requested and ended.</summary>
    public async Task<Guid> Session(string conversation, Guid id)
    {
        var conversations = host.Services.GetRequiredService<Conversations>();
        await conversations.Transact(conversation, new Start(id, new SessionOptions("gpt-realtime-2.1")), default,
            e => e is SessionRequested ? id : EventIds.Of(Tenant.Default, e));
        await conversations.Transact(conversation, new RequestEnd(id), default);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
