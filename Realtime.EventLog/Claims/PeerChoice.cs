namespace Realtime.EventLog.Claims;

/// <summary>Which peer gets the next offer.</summary>
public static class PeerChoice
{
    /// <summary>The peer with room that would have the least load with one session more; null if there is none.</summary>
    public static Peer? Lightest(IEnumerable<Peer> peers, Func<Peer, bool> mayAsk) =>
        peers.Where(peer => peer.HasRoom && mayAsk(peer)).MinBy(peer => peer.LoadAfter);

    /// <summary>Whether a peer should take a session rather than a worker that has so many sessions.</summary>
    public static bool IsLighter(Peer peer, bool hasRoom, int sessions, int capacity) =>
        !hasRoom || peer.LoadAfter < Peer.Share(sessions + 1, capacity);
}
