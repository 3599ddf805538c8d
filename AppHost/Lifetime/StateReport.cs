using System.Diagnostics;
using AppHost.Services;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AppHost.Lifetime;

/// <summary>Prints the state of the run: the addresses when all is healthy, and each resource that fails, with its reason.</summary>
sealed class StateReport(DistributedApplicationModel model, ResourceNotificationService notifications, IConfiguration settings)
    : BackgroundService
{
    const string Dashboard = "aspire-dashboard";

    readonly Dictionary<string, string> told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(AnnounceAsync(stoppingToken), FollowAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The run is ending.
        }
    }

    async Task AnnounceAsync(CancellationToken cancellation)
    {
        var services = model.GetProjectResources().Select(service => service.Name);
        var dashboard = model.Resources.Where(resource => resource.Name == Dashboard).Select(resource => resource.Name);
        await Task.WhenAll(services.Concat(dashboard)
            .Select(name => notifications.WaitForResourceHealthyAsync(name, WaitBehavior.WaitOnResourceUnavailable, cancellation)));
        var login = settings["ASPNETCORE_URLS"] is { Length: > 0 } address
            ? $"{address.Split(';')[0].TrimEnd('/')}/login?t={settings["AppHost:BrowserToken"]}"
            : "none";
        var since = TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime;
        Console.WriteLine($"""

            Everything is healthy, {since.TotalSeconds:F1} s after the start.
              Console    http://localhost:{ApiPorts.Console(settings)}
              API        http://localhost:{ApiPorts.Http(settings)}
              Reference  http://localhost:{ApiPorts.Http(settings)}/reference/
              Dashboard  {login}
            Press Ctrl-C to stop.
            """);
    }

    async Task FollowAsync(CancellationToken cancellation)
    {
        await foreach (var change in notifications.WatchAsync(cancellation))
        {
            var trouble = TroubleOf(change.Snapshot);
            if (trouble == told.GetValueOrDefault(change.ResourceId)) continue;
            if (trouble is null)
            {
                told.Remove(change.ResourceId);
                Console.WriteLine($"{change.Resource.Name}: healthy again.");
                continue;
            }

            told[change.ResourceId] = trouble;
            Console.WriteLine($"{change.Resource.Name}: {trouble}");
        }
    }

    static string? TroubleOf(CustomResourceSnapshot now)
    {
        var state = now.State?.Text;
        if (state == KnownResourceStates.FailedToStart || state == KnownResourceStates.RuntimeUnhealthy)
            return $"{state}. The dashboard shows its log.";
        if (state == KnownResourceStates.Exited || (state == KnownResourceStates.Finished && now.ExitCode is not (null or 0)))
            return $"{state} with code {now.ExitCode}. The dashboard shows its log.";
        if (state != KnownResourceStates.Running) return null;
        return now.HealthReports.FirstOrDefault(report => report.Status == HealthStatus.Unhealthy)?.Description;
    }
}
