using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AppHost.Lifetime;

/// <summary>
/// Prints the state of the run: each resource when it is ready, what is needed to use the run when all are, and each resource that fails,
/// with its reason. A resource that is still starting has not failed: what is missing is printed only while it takes long.
/// </summary>
sealed class StateReport(
    DistributedApplicationModel model, ResourceNotificationService notifications, ReadyReport ready, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    const string Dashboard = "aspire-dashboard";

    static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    readonly Dictionary<string, string> told = [];
    readonly HashSet<string> started = [];
    readonly ConcurrentDictionary<string, string> missing = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = lifetime.ApplicationStopping.Register(() =>
            Console.WriteLine("Stopping: the worker records the ends of its sessions, then the database stops. The data stays."));
        try
        {
            using var all = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAll(AnnounceAsync(all), FollowAsync(stoppingToken), RemindAsync(all.Token));
        }
        catch (OperationCanceledException)
        {
            // The run is ending.
        }
    }

    async Task AnnounceAsync(CancellationTokenSource all)
    {
        var services = model.GetProjectResources().Select(service => service.Name);
        var dashboard = model.Resources.Where(resource => resource.Name == Dashboard).Select(resource => resource.Name);
        await Task.WhenAll(services.Concat(dashboard)
            .Select(name => notifications.WaitForResourceHealthyAsync(name, WaitBehavior.WaitOnResourceUnavailable, all.Token)));
        await ready.PrintAsync(all.Token);
        await all.CancelAsync();
    }

    /// <summary>Says now and then what a start waits for, until everything is healthy.</summary>
    async Task RemindAsync(CancellationToken untilReady)
    {
        using var timer = new PeriodicTimer(Long);
        try
        {
            while (await timer.WaitForNextTickAsync(untilReady))
                foreach (var (resource, reason) in missing)
                    Console.WriteLine($"{resource} is still starting: {reason}");
        }
        catch (OperationCanceledException)
        {
            // Everything is healthy, or the run is ending.
        }
    }

    async Task FollowAsync(CancellationToken cancellation)
    {
        await foreach (var change in notifications.WatchAsync(cancellation))
            Follow(change);
    }

    void Follow(ResourceEvent change)
    {
        var (name, id, now) = (change.Resource.Name, change.ResourceId, change.Snapshot);
        if (FailureOf(now) is { } failure)
        {
            started.Remove(id);
            Tell(failure);
        }
        else if (now.State?.Text == KnownResourceStates.Running && now.HealthStatus is HealthStatus.Healthy)
        {
            missing.TryRemove(name, out _);
            told.Remove(id, out var before);
            if (started.Add(id) && IsOurs(change.Resource)) Console.WriteLine($"{name} is ready.");
            else if (before is not null) Console.WriteLine($"{name} is healthy again.");
        }
        else if (now.State?.Text == KnownResourceStates.Running && WhyUnhealthy(now) is { } reason)
        {
            if (started.Contains(id)) Tell(reason);
            else missing[name] = reason;
        }

        void Tell(string trouble)
        {
            missing.TryRemove(name, out _);
            if (told.GetValueOrDefault(id) == trouble) return;
            told[id] = trouble;
            Console.WriteLine($"{name}: {trouble}");
        }
    }

    static bool IsOurs(IResource resource) =>
        resource.Name != Dashboard && resource is ProjectResource or ExecutableResource or ContainerResource;

    static string? FailureOf(CustomResourceSnapshot now)
    {
        var state = now.State?.Text;
        if (state == KnownResourceStates.FailedToStart || state == KnownResourceStates.RuntimeUnhealthy)
            return $"{state}. The dashboard has its log.";
        return state == KnownResourceStates.Exited || (state == KnownResourceStates.Finished && now.ExitCode is not (null or 0))
            ? $"it stopped{Code(now.ExitCode)}. Its log is in the dashboard; Start beside it there starts it again."
            : null;
    }

    /// <summary>The orchestrator has no code of a process that a signal killed.</summary>
    static string Code(int? code) => code is null or < 0 ? "" : $" with code {code}";

    static string? WhyUnhealthy(CustomResourceSnapshot now) =>
        now.HealthReports.FirstOrDefault(report => report.Status == HealthStatus.Unhealthy)?.Description;
}
