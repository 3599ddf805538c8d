using Realtime.Worker.Claims;

namespace Realtime.Worker.Sessions;

/// <summary>
/// On SIGTERM the worker claims nothing more, and every session is taken over by another worker, if its start asked for that, or ends
/// server_shutdown on the record, before the journal and the lease stop.
/// </summary>
sealed partial class SessionShutdown(SessionRegistry registry, HandOvers handOvers, ILogger<SessionShutdown> logger)
    : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        handOvers.Begin();
        registry.Leave();
        try
        {
            await registry.Ended(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LogLeft(registry.Count);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker stops with {Sessions} sessions not ended in time; recovery ends them")]
    partial void LogLeft(int sessions);
}
