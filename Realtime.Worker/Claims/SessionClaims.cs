using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Journal;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>Takes requested sessions: the log decides which worker gets one.</summary>
sealed class SessionClaims(Conversations conversations, SessionRegistry registry, WorkerIdentity identity, SessionServices services)
{
    /// <summary>False when there is no room here, or somebody else has it.</summary>
    public async Task<bool> TryClaim(string conversation, Guid sessionId, CancellationToken ct)
    {
        if (!registry.TryReserve()) return false;
        try
        {
            var worker = identity.WorkerId;
            var claimed = await conversations.Transact(conversation, new Claim(sessionId, worker, identity.Address), ct);
            if (claimed.Events is not [SessionClaimed { Epoch: var epoch }])
            {
                registry.Release();
                return false;
            }

            var requested = await conversations.Find(EventIds.Requested(sessionId), ct)
                ?? throw new InvalidOperationException($"Session {sessionId} was claimed, but its request is not in the log.");
            var entry = new JournalEntry(conversation, sessionId, new OwnerToken(worker, epoch), claimed.State, claimed.Version);
            var session = new OwnedSession(conversation, sessionId, requested.Version, ((SessionRequested)requested.Data).Options, entry);
            registry.Run(new SessionActor(session, services));
            return true;
        }
        catch
        {
            // If the claim is on the record all the same, recovery finds a session that its worker does not know.
            registry.Release();
            throw;
        }
    }
}
