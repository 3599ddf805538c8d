using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Journal;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>Takes sessions, requested ones and those of lost workers: the log decides which worker gets one.</summary>
sealed partial class SessionClaims(Conversations conversations, SessionRegistry registry, WorkerIdentity identity, SessionHistory history, SessionServices services)
{
    /// <summary>False when there is no room here, or somebody else has it.</summary>
    public Task<bool> TryClaim(string conversation, Guid sessionId, CancellationToken ct) =>
        Try(conversation, new Claim(sessionId, identity.WorkerId, identity.Address), ct);

    /// <summary>Goes on with a session whose worker is lost, where its start asked for that; false too when it did not.</summary>
    public Task<bool> TryTakeOver(string conversation, Guid sessionId, OwnerToken lost, CancellationToken ct) =>
        Try(conversation, new TakeOver(sessionId, lost, identity.WorkerId, identity.Address), ct);

    async Task<bool> Try(string conversation, SessionCommand command, CancellationToken ct)
    {
        if (!registry.TryReserve()) return false;
        try
        {
            var committed = await conversations.Transact(conversation, command, ct);
            if (committed.Events is [SessionClaimed claim])
            {
                registry.Run(new SessionActor(await Owned(conversation, claim, committed, ct), services));
                return true;
            }

            registry.Release();
            return false;
        }
        catch
        {
            // The claim may be on the record all the same.
            registry.Release();
            Doubt(conversation, command.SessionId);
            throw;
        }
    }

    async Task<OwnedSession> Owned(string conversation, SessionClaimed claim, Committed committed, CancellationToken ct)
    {
        var session = claim.SessionId;
        var requested = await conversations.Find(EventIds.Requested(session), ct)
            ?? throw new InvalidOperationException($"Session {session} was claimed, but its request is not in the log.");
        var options = ((SessionRequested)requested.Data).Options;
        var entry = new JournalEntry(conversation, session, new OwnerToken(claim.WorkerId, claim.Epoch), committed.State, committed.Version);
        if (committed.State.Live is not { HasStarted: true }) return new OwnedSession(conversation, session, requested.Version, options, entry);

        var events = await history.Read(conversation, session, requested.Version, ct);
        return new OwnedSession(conversation, session, requested.Version, options, entry)
        {
            FollowFrom = committed.Version,
            Replay = Replay.Of(events),
            Unsent = SessionHistory.Unsent(events),
        };
    }
}
