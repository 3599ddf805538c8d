using MassTransit;
using Realtime.EventLog;
using Realtime.EventLog.Claims;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>
/// Finds a worker for a requested session: offers it to the lightest ones, and wakes one over the bus if none of them answers. The workers'
/// sweep finds what is not announced, so a lost offer or bus neither delays an answer nor collects messages.
/// </summary>
sealed partial class SessionAnnouncements(Peers workers, IBus bus, TimeProvider time, ILogger<SessionAnnouncements> logger)
    : IDisposable
{
    /// <summary>The most starts that wait for an offer, and the most wake-ups that a slow bus has not taken yet.</summary>
    const int MostPending = 1_024;

    /// <summary>The most offers at the same time: in a burst the claims do not take all of a worker's connections to the database.</summary>
    const int MostAtOnce = 64;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    readonly SemaphoreSlim places = new(MostAtOnce, MostAtOnce);
    int offering, waking;

    /// <summary>Begins to announce the session, and waits for nothing.</summary>
    /// <param name="known">The conversation as the start left it.</param>
    public void Announce(ConversationKey conversation, Guid sessionId, KnownConversation known) =>
        _ = Place(new ClaimOffer(conversation, sessionId) { Known = known });

    async Task Place(ClaimOffer offer)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            if (await IsWanted(offer, patience.Token)) await Wake(offer).Observed().WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            LogNotAnnounced(offer.Conversation, $"neither a worker nor the bus took it within {Patience.TotalSeconds} s");
        }
        catch (Exception e)
        {
            LogNotAnnounced(offer.Conversation, e.Message);
        }
    }

    /// <summary>Whether the session still waits after the lightest workers were offered it.</summary>
    async Task<bool> IsWanted(ClaimOffer offer, CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref offering) > MostPending) throw new InvalidOperationException("too many starts wait for a worker");
            return await IsLeft(offer, ct);
        }
        finally
        {
            Interlocked.Decrement(ref offering);
        }
    }

    /// <summary>Offers the session; whether nobody took it.</summary>
    async Task<bool> IsLeft(ClaimOffer offer, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            return (await workers.Place(offer, isLightEnough: _ => true, PeerChoice.MostOffers, ct)).Answer is ClaimAnswer.NoRoom;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogNotOffered(offer.Conversation, e.Message);
            return true;
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Completes when the bus has the wake-up. A slow bus takes it when nobody waits for that any more.</summary>
    async Task Wake(ClaimOffer offer)
    {
        try
        {
            if (Interlocked.Increment(ref waking) > MostPending) throw new InvalidOperationException("too many wake-ups wait for the bus");
            // Without a token: MassTransit logs a cancelled send as an error, and a late wake-up costs nothing but time.
            await bus.Publish(new SessionAwaitsWorker(offer.Conversation.Stream, offer.SessionId), CancellationToken.None);
        }
        finally
        {
            Interlocked.Decrement(ref waking);
        }
    }

    public void Dispose() => places.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The start in {Conversation} could not be offered to a worker; one is woken over the bus: {Reason}")]
    partial void LogNotOffered(string conversation, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The start in {Conversation} was not announced; a worker's sweep finds it: {Reason}")]
    partial void LogNotAnnounced(string conversation, string reason);
}
