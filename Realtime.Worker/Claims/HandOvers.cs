using Microsoft.Extensions.Options;
using Realtime.EventLog.Claims;

namespace Realtime.Worker.Claims;

/// <summary>
/// Finds new owners for the sessions of a worker that stops: the lightest peers first, a bounded number at a time. It offers a session again
/// until a peer takes it, for as long as the stop allows.
/// </summary>
sealed partial class HandOvers(Peers peers, IOptions<WorkerOptions> options, TimeProvider time, ILogger<HandOvers> logger) : IDisposable
{
    internal const int Parallel = 32;
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    readonly SemaphoreSlim places = new(Parallel, Parallel);
    readonly CancellationTokenSource over = new();
    readonly Lock gate = new();
    Task refreshing = Task.CompletedTask;

    /// <summary>Cancelled when the time that the stop allows is over.</summary>
    public CancellationToken Over => over.Token;

    /// <summary>Starts the time that the stop allows.</summary>
    public void Begin()
    {
        peers.Forget();
        over.CancelAfter(TimeSpan.FromSeconds(options.Value.HandOverSeconds));
    }

    /// <summary>False if no peer confirmed that it took the session; one may have taken it nevertheless.</summary>
    public async Task<bool> TryPlace(ClaimOffer offer)
    {
        var last = "no worker was asked in time";
        try
        {
            while (true)
            {
                var (answer, words, goesOn) = await Offer(offer);
                if (answer is ClaimAnswer.Taken)
                {
                    LogPlaced(offer.SessionId, words);
                    return true;
                }

                if (goesOn && words != last) LogAgain(offer.SessionId, words, Pause.TotalSeconds);
                last = words;
                if (!goesOn) break;
                await Refreshed();
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The stop allows no more time.
        }

        LogNotPlaced(offer.SessionId, last);
        return false;
    }

    /// <summary>Offers the session once to every peer with room. A failure concerns this session only.</summary>
    async Task<(ClaimAnswer Answer, string Words, bool GoesOn)> Offer(ClaimOffer offer)
    {
        await places.WaitAsync(over.Token);
        try
        {
            var placed = await peers.Place(offer, isLightEnough: _ => true, int.MaxValue, over.Token);
            if (placed.Answer is not ClaimAnswer.NoRoom) return (placed.Answer, placed.Words, GoesOn: false);
            return await peers.AreThere(over.Token) ? (placed.Answer, placed.Words, GoesOn: true)
                : (placed.Answer, "there is no other worker", GoesOn: false);
        }
        catch (Exception e) when (!over.IsCancellationRequested)
        {
            return (ClaimAnswer.NoRoom, e.Message, GoesOn: true);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Completes after a pause, when the peers are to be read again: once for all sessions that wait.</summary>
    Task Refreshed()
    {
        lock (gate) return refreshing.IsCompleted ? refreshing = Refresh() : refreshing;
    }

    async Task Refresh()
    {
        await Task.Delay(Pause, time, over.Token);
        peers.Forget();
    }

    public void Dispose()
    {
        places.Dispose();
        over.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Handed session {Session} over: {Answer}")]
    partial void LogPlaced(Guid session, string answer);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "No worker took session {Session} yet: {Answers}. It is offered again in {Pause} s, until the time for the hand-over is up")]
    partial void LogAgain(Guid session, string answers, double pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Found no new owner for session {Session}; it ends. The last answer: {Answers}")]
    partial void LogNotPlaced(Guid session, string answers);
}
