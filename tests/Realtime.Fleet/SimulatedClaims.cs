using Realtime.EventLog.Claims;
using Realtime.Sessions;

namespace Realtime.Fleet;

/// <summary>Claims sessions for a worker and runs them, as SessionClaims and ClaimSpread do.</summary>
sealed class SimulatedClaims(SimulatedWorker worker)
{
    Fleet Fleet => worker.Fleet;

    /// <summary>Claims whose outcome is unknown.</summary>
    public HashSet<(int Conversation, Guid Session)> InDoubt { get; } = [];

    public int OffersUnderWay { get; set; }

    /// <summary>Takes the session, or offers it to a lighter peer. False if no worker took it.</summary>
    public async Task<bool> TryTake(int conversation, ClaimOffer offer)
    {
        var answer = await worker.Peers.Place(conversation, offer,
            peer => PeerChoice.IsLighter(peer, worker.HasRoom, worker.Count, worker.Options.Capacity), PeerChoice.MostOffers);
        if (answer is ClaimAnswer.NoRoom) answer = await Take(conversation, offer);
        return answer is ClaimAnswer.Taken;
    }

    /// <summary>The answer to a peer's offer.</summary>
    public async Task<ClaimReply> Answer(int conversation, ClaimOffer offer) =>
        new(worker.Lease.IsHeld ? await Take(conversation, offer) : ClaimAnswer.NoRoom, worker.Count);

    public async Task<ClaimAnswer> Take(int conversation, ClaimOffer offer)
    {
        if (!worker.TryReserve()) return ClaimAnswer.NoRoom;
        var id = worker.Id;
        try
        {
            SessionCommand command = offer.From is { } from
                ? new TakeOver(offer.SessionId, from, id, id)
                : new Claim(offer.SessionId, id, id);
            if (await Fleet.Transactions.Transact(worker.Link, conversation, command) is [SessionClaimed claim])
            {
                await Run(conversation, claim.SessionId, new OwnerToken(claim.WorkerId, claim.Epoch));
                return ClaimAnswer.Taken;
            }

            worker.Release();
            return ClaimAnswer.Gone;
        }
        catch (StoreAwayException)
        {
            worker.Release();
            InDoubt.Add((conversation, offer.SessionId));
            throw;
        }
    }

    /// <summary>Runs a session that this worker owns by the log. True if it runs now, or ran already.</summary>
    public async Task<bool> TryAdopt(int conversation, Guid session)
    {
        var (_, state) = await Fleet.Transactions.Load(worker.Link, conversation);
        if (state.Live is not { Owner: { } owner } live || !live.Is(session) || owner.WorkerId != worker.Id) return false;
        if (worker.Find(conversation) is not null) return true;
        if (live.HasStarted && live.Options.OnWorkerLost is not OnWorkerLost.Resume || !worker.TryReserve()) return false;
        try
        {
            await Run(conversation, session, owner.Token);
            return true;
        }
        catch (StoreAwayException)
        {
            worker.Release();
            throw;
        }
    }

    /// <summary>Reads what the owner needs, opens a transport, and records that the session has started or goes on.</summary>
    async Task Run(int conversation, Guid session, OwnerToken owner)
    {
        await Fleet.Transactions.Read(worker.Link, StoreStatement.Request, StoreCosts.Request);
        var resumes = Fleet.Log[conversation].Live is { HasStarted: true };
        if (resumes) await Fleet.Transactions.Read(worker.Link, StoreStatement.History, StoreCosts.History);
        if (owner.WorkerId != worker.Id)
        {
            worker.Release(); // the lease was lost meanwhile
            return;
        }

        worker.Run(conversation, session, owner);
        Fleet.Time.Spawn(() => Connect(conversation, session, owner, resumes));
    }

    async Task Connect(int conversation, Guid session, OwnerToken owner, bool resumes)
    {
        await worker.Pause(TimeSpan.FromSeconds(0.1 + 0.4 * worker.Random.NextDouble()));
        if (worker.Find(conversation)?.Owner != owner) return;
        if (Fleet.Log[conversation].Live?.Phase is SessionPhase.Ending)
        {
            worker.Stop.End(conversation, Clients.Requested);
            return;
        }

        SessionEvent begun = resumes
            ? new SessionResumed(session, owner.WorkerId, owner.Epoch, 0, [])
            : new SessionStarted(session, "gpt-realtime", null, 0);
        worker.Journal.Add(conversation, session, new Record(session, owner, [begun]));
    }
}
