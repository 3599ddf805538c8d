using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHost.Lifetime;

/// <summary>
/// Stops the services before the orchestrator stops everything at once: a stopping worker records the ends of its sessions, for which it
/// needs the database, and the model must not close the sessions first.
/// </summary>
sealed partial class OrderlyStop(
    DistributedApplicationModel model, ResourceCommandService commands, ResourceNotificationService notifications,
    ILogger<OrderlyStop> logger) : IHostedService
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        var services = model.GetProjectResources().Where(service => service.HasAnnotationOfType<WaitAnnotation>()).ToArray();
        var stops =
            Task.WhenAll(services.Select(service => commands.ExecuteCommandAsync(service, KnownResourceCommands.StopCommand, bound.Token)));
        try
        {
            // A stop command polls at growing intervals; the resource's state changes at once. Wait for whichever comes first.
            await await Task.WhenAny(stops, Task.WhenAll(services.Select(service => EndAsync(service, bound.Token))));
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

    /// <summary>Waits until every replica has ended.</summary>
    async Task EndAsync(ProjectResource service, CancellationToken cancellation)
    {
        var left = service.GetReplicaCount();
        var ended = new HashSet<string>();
        await foreach (var change in notifications.WatchAsync(cancellation))
            if (change.Resource == service && KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text)
                && ended.Add(change.ResourceId) && ended.Count == left)
                return;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some services still run after {Seconds} s. The orchestrator ends them.")]
    partial void LogStillRunning(double seconds);
}
