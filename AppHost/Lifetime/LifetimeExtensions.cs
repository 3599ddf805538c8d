using LocalServers.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AppHost.Lifetime;

static class LifetimeExtensions
{
    /// <summary>How a run begins and ends: on free ports, with its addresses printed, services before the database, and together with its `dotnet run`.</summary>
    /// <exception cref="CannotRunException">A port is in use.</exception>
    public static void AddLifetime(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode) return;
        var settings = builder.Configuration;
        Ports.RequireFree(settings);
        // A run has ended when all that it started has.
        settings["DcpPublisher:WaitForResourceCleanup"] ??= "true";
        if (LaunchingProcess.DotnetRun is { } launcher) settings["ASPIRE_CLI_PID"] ??= launcher;
        // First, since the orchestrator's own start lasts until nothing waits for anything any more; the stop last, since stops go backwards.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StateReport>());
        builder.Services.AddHostedService<OrderlyStop>();
    }

    /// <summary>Holds a name until this run ends, however it ends.</summary>
    /// <exception cref="CannotRunException">Another run holds it; the message is <paramref name="refusal"/>.</exception>
    public static void LockForThisRun(this IDistributedApplicationBuilder builder, string name, string refusal)
    {
        var folder = Directory.CreateDirectory(DataFolders.Kept("realtime")).FullName;
        builder.HoldForThisRun(FolderLock.TryTake(Path.Combine(folder, name + ".lock")) ?? throw new CannotRunException(refusal));
    }

    /// <summary>Disposes of something when all has stopped.</summary>
    public static void HoldForThisRun(this IDistributedApplicationBuilder builder, IDisposable held) =>
        builder.Services.AddSingleton<IHostedService>(_ => new Held(held));

    sealed class Held(IDisposable held) : IHostedService, IDisposable
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => held.Dispose();
    }
}
