namespace Realtime.EventLog.Claims;

/// <summary>Which peer gets the next offer.</summary>
public static class PeerChoice
{
    /// <summary>The most peers that get an offer of one session that another worker, or the bus, may find too.</summary>
    public const int MostOffers = 3;

    /// <summary>
    /// So many peers are compared. All workers know the same loads: if each chose the lightest of all, all offers of a moment would go to
    /// one worker.
    /// </summary>
    const int Compared = 8;

    /// <summary>
    /// The peer with room that would have the least load with one session more; of a large fleet, the lightest of a few. Null if there is
    /// none.
    /// </summary>
    public static Peer? Lightest(IEnumerable<Peer> peers, Func<Peer, bool> mayAsk, Random random)
    {
        var able = peers.Where(peer => peer.HasRoom && mayAsk(peer)).ToArray();
        return (able.Length <= Compared ? able : random.GetItems(able, Compared)).MinBy(peer => peer.LoadAfter);
    }

    /// <summary>Whether a peer should take a session rather than a worker that has so many sessions.</summary>
    public static bool IsLighter(Peer peer, bool hasRoom, int sessions, int capacity) =>
        !hasRoom || peer.LoadAfter < Peer.Share(sessions + 1, capacity);
}
