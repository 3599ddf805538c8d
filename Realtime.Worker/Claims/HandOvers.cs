using Microsoft.Extensions.Options;

namespace Realtime.Worker.Claims;

/// <summary>
/// Finds new owners for the sessions of a worker that stops: the lightest peers first, a bounded number at a time, for as long as the stop
/// allows.
/// </summary>
sealed partial class HandOvers(Peers peers, IOptions<WorkerOptions> options, ILogger<HandOvers> logger) : IDisposable
{
    internal const int Parallel = 32;

    readonly SemaphoreSlim places = new(Parallel, Parallel);
    readonly CancellationTokenSource over = new();

    /// <summary>Starts the time that the stop allows.</summary>
    public void Begin()
    {
        peers.Forget();
        over.CancelAfter(TimeSpan.FromSeconds(options.Value.HandOverSeconds));
    }

    /// <summary>False if no peer confirmed that it took the session; one may have taken it nevertheless.</summary>
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
            // This session ends here; the next one is still offered.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Found no new owner for session {Session}; it ends: {Reason}")]
    partial void LogNotPlaced(Guid session, string reason);
}
