using Microsoft.Extensions.Options;

namespace Realtime.Worker.Claims;

/// <summary>Finds new owners for the sessions of a worker that stops: so many at a time, the lightest peers first, and not for longer than the stop allows.</summary>
sealed partial class HandOvers(Peers peers, IOptions<WorkerOptions> options, ILogger<HandOvers> logger) : IDisposable
{
    const int Parallel = 32;

    readonly SemaphoreSlim places = new(Parallel, Parallel);
    readonly CancellationTokenSource over = new();

    /// <summary>The stop has begun: from here on its time runs.</summary>
    public void Begin()
    {
        peers.Forget();
        over.CancelAfter(TimeSpan.FromSeconds(options.Value.HandOverSeconds));
    }

    /// <summary>False where nobody is known to have taken it; somebody may have, all the same.</summary>
    public async Task<bool> TryPlace(ClaimOffer offer)
    {
        try
        {
            await places.WaitAsync(over.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            return await peers.Place(offer, isLightEnough: _ => true, over.Token) is ClaimAnswer.Taken;
        }
        catch (Exception e)
        {
            // Whatever it is, this session ends here, and the next one is offered.
            LogNotPlaced(offer.SessionId, e.Message);
            return false;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        places.Dispose();
        over.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No worker was found for session {Session}; it ends: {Reason}")]
    partial void LogNotPlaced(Guid session, string reason);
}
