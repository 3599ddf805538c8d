using Realtime.Sessions;
using Realtime.Worker.Claims;

namespace Realtime.Worker.Sessions;

/// <summary>A worker that stops: the session goes on with another one where its start asked for that, else it ends.</summary>
sealed partial class SessionActor
{
    /// <summary>Until what was said here is on the record: the next owner tells it to its own transport.</summary>
    static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(2);
    int leaving;

    /// <summary>This worker stops.</summary>
    public void Leave()
    {
        if (Session.Options.OnWorkerLost is not OnWorkerLost.Resume) Stop(StopCause.Shutdown);
        else if (Interlocked.Exchange(ref leaving, 1) == 0) _ = LeaveLiveSockets();
    }

    /// <summary>Their APIs hold back what clients say until they have found the next owner; what is on its way is still taken.</summary>
    async Task LeaveLiveSockets()
    {
        try
        {
            await Detached(moved: true);
        }
        finally
        {
            Stop(StopCause.HandOver);
        }
    }

    /// <summary>
    /// Another worker took the session over, on the record: from then on nothing of this owner's is. Where the answer is not known, the end
    /// that follows finds out: the log takes only one of the two.
    /// </summary>
    async Task<bool> IsHandedOver()
    {
        try
        {
            await Session.Entry.Flushed.WaitAsync(FlushPatience, services.Time);
            return await services.HandOvers.TryPlace(new ClaimOffer(Session.Conversation, Session.SessionId, Session.Entry.Owner));
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
