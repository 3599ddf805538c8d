using JasperFx.Events;
using Realtime.EventLog;
using Realtime.EventLog.Access;
using Realtime.EventLog.Claims;
using Realtime.Sessions;
using Realtime.Worker.Journal;
using Realtime.Worker.Sessions;
using Realtime.Worker.Telemetry;

namespace Realtime.Worker.Claims;

/// <summary>Claims requested sessions and takes over those of lost workers; the log decides which worker gets one.</summary>
sealed partial class SessionClaims(
    Conversations conversations, SessionRegistry registry, WorkerIdentity identity, SessionHistory history, SessionServices services,
    ClaimsInDoubt inDoubt, SessionSecrets secrets, ILogger<SessionClaims> logger)
{
    /// <summary>Throws if the log is unavailable; any other failure concerns this session only, and is an answer.</summary>
    public async Task<ClaimAnswer> Take(ClaimOffer offer, CancellationToken ct)
    {
        if (!registry.TryReserve()) return ClaimAnswer.NoRoom;
        using var span = SessionTrace.Claim();
        try
        {
            SessionCommand command = offer.From is { } from
                ? new TakeOver(offer.SessionId, from, identity.WorkerId, identity.Address)
                : new Claim(offer.SessionId, identity.WorkerId, identity.Address);
            // While the claim is appended; nobody awaits it if the claim fails first.
            var finding = conversations.FindRequest(offer.Conversation.Tenant, offer.SessionId, ct).Observed();
            var committed = await conversations.Transact(offer.Conversation, command, ct, known: offer.Known);
            if (committed.Events is [SessionClaimed claim])
            {
                registry.Run(new SessionLoop(await Owned(offer.Conversation, claim, committed, await finding, ct), services));
                return ClaimAnswer.Taken;
            }

            registry.Release();
            return ClaimAnswer.Gone;
        }
        catch (Exception e)
        {
            // The claim may be on the record nevertheless.
            registry.Release();
            inDoubt.Add(offer.Conversation, offer.SessionId);
            if (e is OperationCanceledException || LogFailures.IsAway(e)) throw;
            LogFailed(offer.SessionId, offer.Conversation, e.Message);
            return ClaimAnswer.Failed;
        }
    }

    /// <summary>Runs a session that this worker owns by the log. True if it runs now, or ran already.</summary>
    public async Task<bool> TryAdopt(ConversationKey conversation, Guid sessionId, CancellationToken ct)
    {
        if (await conversations.Load(conversation, ct) is not { State.Live: { Owner: { } owner } live } now) return false;
        if (!live.Is(sessionId) || owner.WorkerId != identity.WorkerId) return false;
        if (registry.Find(conversation, sessionId) is not null) return true;
        // A started session that does not run has lost its transport: it goes on only if its start asked for that.
        if (live.HasStarted && live.Options.OnWorkerLost is not OnWorkerLost.Resume || !registry.TryReserve()) return false;
        try
        {
            var claim = new SessionClaimed(sessionId, owner.WorkerId, owner.Address, owner.Epoch);
            var requested = await conversations.FindRequest(conversation.Tenant, sessionId, ct);
            registry.Run(new SessionLoop(await Owned(conversation, claim, now, requested, ct), services));
            return true;
        }
        catch
        {
            registry.Release();
            throw;
        }
    }

    async Task<OwnedSession> Owned(ConversationKey conversation, SessionClaimed claim, Committed committed, IEvent? request,
        CancellationToken ct)
    {
        var session = claim.SessionId;
        var requested = request ?? throw new InvalidOperationException($"Session {session} was claimed, but its request is not in the log.");
        var options = await secrets.Decrypt(conversation, session, ((SessionRequested)requested.Data).Options, ct);
        var entry =
            new JournalEntry(conversation, session, new OwnerToken(claim.WorkerId, claim.Epoch), committed.State, committed.Version)
            {
                Time = services.Time,
            };
        var owned = new OwnedSession(conversation, session, requested.Version, options, entry,
            services.Dialect.Codec(services.Upstream.Value, options, session))
        {
            Key = requested.GetHeader("key")?.ToString(),
            Origin = Author.TraceOf(requested),
        };
        if (committed.State.Live is not { HasStarted: true }) return owned;

        // LogFollower reads what comes after the claim: the model must not get it twice.
        var age = await history.Age(conversation, requested.Version, ct);
        using var past = await history.Read(conversation, session, owned.Codec, requested.Version, ct, upTo: committed.Version);
        var replay = past.Replay();
        return owned with
        {
            Age = age,
            FollowFrom = committed.Version,
            Replay = replay with { Messages = [] },
            ItemsReplayed = replay.Messages.Count,
            Unfinished = past.UnfinishedAt(requested.Timestamp + age),
            Totals = past.Totals,
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Could not take session {Session} in {Conversation}; recovery tries again or ends it: {Reason}")]
    partial void LogFailed(Guid session, string conversation, string reason);
}
