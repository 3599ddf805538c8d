using AppHost.Databases;
using LocalServers.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AppHost.Lifetime;

static class LifetimeExtensions
{
    /// <summary>
    /// Sets how a run begins and ends: it requires free ports, prints its addresses, stops services before the database, and ends with its
    /// `dotnet run`.
    /// </summary>
    /// <exception cref="CannotRunException">A port is in use.</exception>
    public static void AddLifetime(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode) return;
        var settings = builder.Configuration;
        Ports.RequireFree(settings);
        // A run ends only when everything that it started has ended.
        settings["DcpPublisher:WaitForResourceCleanup"] ??= "true";
        if (LaunchingProcess.DotnetRun is { } launcher) settings["ASPIRE_CLI_PID"] ??= launcher;
        // The report comes first, since the orchestrator's start returns only when no resource waits any more. OrderlyStop comes last:
        // hosted services stop in reverse order.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StateReport>());
        builder.Services.AddSingleton<ReadyReport>();
        builder.Services.AddHostedService<OrderlyStop>();
    }

    /// <summary>Prints one line before anything that takes long: what starts now, with which servers, and what comes next.</summary>
    public static void TellWhatStarts(this IDistributedApplicationBuilder builder, IResourceBuilder<IResource>? broker)
    {
        if (!builder.ExecutionContext.IsRunMode) return;
        var place = builder.Resources.SelectMany(each => each.Annotations).OfType<DatabasePlace>().Single();
        var servers = $"PostgreSQL {place.Server}{(broker is null ? "" : " and RabbitMQ")}";
        Console.WriteLine($"Starting {servers}, then the simulator, the console and the worker, then the API. Each says when it is ready: "
            + "all of them in about ten seconds, or half a minute the first time.");
    }

    /// <summary>Locks a name until this run ends, however it ends.</summary>
    /// <exception cref="CannotRunException">Another run holds the name. The message is <paramref name="refusal"/>.</exception>
    public static void LockForThisRun(this IDistributedApplicationBuilder builder, string name, string refusal)
    {
        var folder = Directory.CreateDirectory(DataFolders.Kept("realtime")).FullName;
        builder.HoldForThisRun(FolderLock.TryTake(Path.Combine(folder, name + ".lock")) ?? throw new CannotRunException(refusal));
    }

    /// <summary>Disposes an object after all resources have stopped.</summary>
    public static void HoldForThisRun(this IDistributedApplicationBuilder builder, IDisposable held) =>
        builder.Services.AddSingleton<IHostedService>(_ => new Held(held));

    sealed class Held(IDisposable held) : IHostedService, IDisposable
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => held.Dispose();
    }
}
