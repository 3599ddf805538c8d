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
        builder.Services.AddHostedService<OrderlyStop>();
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
