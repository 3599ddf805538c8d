using Realtime.EventLog.Claims;

namespace Realtime.Fleet;

/// <summary>What a worker knows of the others, and its offers to them, as Peers does, by <see cref="PeerChoice"/>.</summary>
sealed class SimulatedPeers(SimulatedWorker worker)
{
    readonly Dictionary<string, TimeSpan> silent = new(StringComparer.Ordinal);
    Task<List<(Peer Peer, SimulatedWorker Worker)>>? known;
    TimeSpan readAt;

    Fleet Fleet => worker.Fleet;

    public async Task<ClaimAnswer> Place(int conversation, ClaimOffer offer, Func<Peer, bool> isLightEnough, int most)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        while (asked.Count < most)
        {
            var peers = await Known();
            worker.Link.MustRun();
            if (PeerChoice.Lightest(peers.Select(p => p.Peer), MayAsk, worker.Random) is not { } peer
                || !isLightEnough(peer))
                break;
            asked.Add(peer.Id);
            var to = peers.First(p => p.Peer == peer).Worker;
            if (await Offer(peer, to, conversation, offer) is var answer and not ClaimAnswer.NoRoom) return answer;
        }

        return ClaimAnswer.NoRoom;

        bool MayAsk(Peer peer) => peer.IsAlive && !asked.Contains(peer.Id) && !IsSilent(peer.Id);
    }

    /// <summary>Whether there is a worker that may take sessions now or soon.</summary>
    public async Task<bool> AreThere() => (await Known()).Count > 0;

    public void Forget()
    {
        known = null;
        silent.Clear();
    }

    async Task<ClaimAnswer> Offer(Peer peer, SimulatedWorker to, int conversation, ClaimOffer offer)
    {
        peer.Expect(1);
        to.Claims.OffersUnderWay++;
        Fleet.Outcome.MostOffersAtOnce = Math.Max(Fleet.Outcome.MostOffersAtOnce, to.Claims.OffersUnderWay);
        try
        {
            if (await Fleet.Network.Offer(worker, to, conversation, offer) is { } reply)
            {
                peer.Says(reply.Load);
                return reply.Answer;
            }

            peer.Expect(-1);
            silent[peer.Id] = Fleet.Time.Now;
            return ClaimAnswer.NoRoom;
        }
        finally
        {
            to.Claims.OffersUnderWay--;
        }
    }

    bool IsSilent(string id) => silent.TryGetValue(id, out var since) && Fleet.Time.Now - since < worker.Options.Lease;

    Task<List<(Peer Peer, SimulatedWorker Worker)>> Known()
    {
        if (known is { IsFaulted: false } && Fleet.Time.Now - readAt < Peers.Fresh) return known;
        readAt = Fleet.Time.Now;
        return known = Fleet.Store.Ask(worker.Link, StoreStatement.Directory, StoreCosts.Workers(Fleet.Rows.Count), Read);
    }

    List<(Peer Peer, SimulatedWorker Worker)> Read() =>
        [.. Fleet.Rows.All.Where(row => row is { IsLost: false, IsDraining: false } && row.Id != worker.Id)
            .Select(row => (PeerOf(row), row.Worker))];

    Peer PeerOf(WorkerRow row) =>
        new(row.Id, row.Id, worker.Options.Capacity, row.Load) { IsAlive = Fleet.Rows.IsAlive(row) };
}
