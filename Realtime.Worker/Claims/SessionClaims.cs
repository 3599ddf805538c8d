using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Journal;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>Takes sessions, requested ones and those of lost workers: the log decides which worker gets one.</summary>
sealed partial class SessionClaims(Conversations conversations, SessionRegistry registry, WorkerIdentity identity, SessionHistory history, SessionServices services)
{
    public async Task<ClaimAnswer> Take(ClaimOffer offer, CancellationToken ct)
    {
        if (!registry.TryReserve()) return ClaimAnswer.NoRoom;
        try
        {
            SessionCommand command = offer.From is { } from
                ? new TakeOver(offer.SessionId, from, identity.WorkerId, identity.Address)
                : new Claim(offer.SessionId, identity.WorkerId, identity.Address);
            var committed = await conversations.Transact(offer.Conversation, command, ct);
            if (committed.Events is [SessionClaimed claim])
            {
                registry.Run(new SessionActor(await Owned(offer.Conversation, claim, committed, ct), services));
                return ClaimAnswer.Taken;
            }

            registry.Release();
            return ClaimAnswer.Gone;
        }
        catch
        {
            // The claim may be on the record all the same.
            registry.Release();
            Doubt(offer.Conversation, offer.SessionId);
            throw;
        }
    }

    async Task<OwnedSession> Owned(string conversation, SessionClaimed claim, Committed committed, CancellationToken ct)
    {
        var session = claim.SessionId;
        var requested = await conversations.FindRequest(session, ct)
            ?? throw new InvalidOperationException($"Session {session} was claimed, but its request is not in the log.");
        var options = ((SessionRequested)requested.Data).Options;
        var entry = new JournalEntry(conversation, session, new OwnerToken(claim.WorkerId, claim.Epoch), committed.State, committed.Version);
        if (committed.State.Live is not { HasStarted: true }) return new OwnedSession(conversation, session, requested.Version, options, entry);

        // What came behind the claim is followed from there: it must not be told twice.
        var events = await history.Read(conversation, session, requested.Version, ct, upTo: committed.Version);
        return new OwnedSession(conversation, session, requested.Version, options, entry)
        {
            FollowFrom = committed.Version,
            Replay = Replay.Of(events),
            Unsent = SessionHistory.Unsent(events),
        };
    }
}
