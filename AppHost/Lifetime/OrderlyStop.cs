using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHost.Lifetime;

/// <summary>
/// Stops the services before the orchestrator stops everything at once. First come those that need others: a stopping worker records the
/// ends of its sessions, so the database and the model must still be there. Then comes the model, while the dashboard still takes its last
/// telemetry: a service whose exporter cannot connect waits for seconds.
/// </summary>
sealed partial class OrderlyStop(
    DistributedApplicationModel model, ResourceCommandService commands, ResourceNotificationService notifications,
    ILogger<OrderlyStop> logger)
    : IHostedService
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        var dependent = model.GetProjectResources().ToLookup(service => service.HasAnnotationOfType<WaitAnnotation>());
        try
        {
            await StopAsync([.. dependent[true]], bound.Token);
            await StopAsync([.. dependent[false]], bound.Token);
        }
        catch (OperationCanceledException)
        {
            LogStillRunning(Patience.TotalSeconds);
        }
        finally
        {
            await bound.CancelAsync();
        }
    }

    async Task StopAsync(ProjectResource[] services, CancellationToken cancellation)
    {
        var stops = Task.WhenAll(services.Select(service =>
            commands.ExecuteCommandAsync(service, KnownResourceCommands.StopCommand, cancellation)));
        // A stop command polls at growing intervals; the resource's state changes at once. Wait for whichever comes first.
        await await Task.WhenAny(stops, Task.WhenAll(services.Select(service => EndAsync(service, cancellation))));
    }

    /// <summary>Waits until every replica has ended.</summary>
    async Task EndAsync(ProjectResource service, CancellationToken cancellation)
    {
        var left = service.GetReplicaCount();
        var ended = new HashSet<string>();
        await foreach (var change in notifications.WatchAsync(cancellation))
        {
            var hasEnded = change.Resource == service && KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text);
            if (hasEnded && ended.Add(change.ResourceId) && ended.Count == left) return;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some services still run after {Seconds} s. The orchestrator ends them.")]
    partial void LogStillRunning(double seconds);
}
