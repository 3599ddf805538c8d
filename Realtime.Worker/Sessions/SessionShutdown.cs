using Realtime.Worker.Claims;

namespace Realtime.Worker.Sessions;

/// <summary>
/// SIGTERM: no new claims; every session ends server_shutdown, on the record, before the journal and the lease stop; but for those that
/// another worker takes over, as their starts asked for.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stop's time is up with {Sessions} sessions not ended; recovery will end them")]
    partial void LogLeft(int sessions);
}
