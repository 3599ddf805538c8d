using Realtime.EventLog.Claims;

namespace Realtime.Worker.Tests.Claims;

public sealed class PeerChoiceTests
{
    readonly Random random = new(1);

    [Fact]
    public void Of_a_few_peers_the_lightest_gets_the_offer() =>
        Assert.Equal("p3", Choose(Enumerable.Range(0, 8).Select(n => Peer(n, load: n == 3 ? 1 : 50)))?.Id);

    [Fact]
    public void A_full_peer_and_one_that_was_asked_get_none()
    {
        Peer[] peers = [Peer(0, load: 100), Peer(1, load: 0), Peer(2, load: 99)];
        Assert.Equal("p2", PeerChoice.Lightest(peers, peer => peer.Id != "p1", random)?.Id);
        Assert.Null(PeerChoice.Lightest(peers[..1], _ => true, random));
    }

    [Fact]
    public void In_a_large_fleet_the_offers_of_a_moment_go_to_many_peers()
    {
        List<Peer> peers = [.. Enumerable.Range(0, 200).Select(n => Peer(n, load: n % 90))];
        var asked = Enumerable.Range(0, 1_000).Select(_ => Choose(peers)!).ToList();
        Assert.True(asked.CountBy(peer => peer.Id).Max(peer => peer.Value) < 100);
        Assert.True(asked.Average(peer => peer.LoadAfter) < 0.2); // and the choice is still a light one: the mean is 0.45
    }

    Peer? Choose(IEnumerable<Peer> peers) => PeerChoice.Lightest(peers, _ => true, random);

    static Peer Peer(int number, int load) => new($"p{number}", "http://peer", 100, load) { IsAlive = true };
}
