using Microsoft.Extensions.Options;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>
/// Sessions go where the load is lightest, this worker's own included: whoever hears of one that waits takes it, or offers it to a lighter
/// peer. The log decides who has it.
/// </summary>
sealed class ClaimSpread(SessionClaims claims, Peers peers, SessionRegistry registry, IOptions<WorkerOptions> options)
{
    /// <summary>Peers asked before this worker takes it itself, or leaves it.</summary>
    const int MostPeers = 3;

    /// <summary>False when nobody took it: no room anywhere, or somebody else's already.</summary>
    public async Task<bool> TryTake(ClaimOffer offer, CancellationToken ct)
    {
        var asked = new HashSet<string>();
        while (asked.Count < MostPeers)
        {
            var peer = await peers.Lightest(asked, ct);
            if (peer is null || registry.HasRoom && Peer.Share(registry.Count + 1, options.Value.Capacity) <= peer.LoadAfter) break;
            asked.Add(peer.Id);
            if (await peers.Offer(peer, offer, ct) is var answer and not ClaimAnswer.NoRoom) return answer is ClaimAnswer.Taken;
        }

        return await claims.Take(offer, ct) is ClaimAnswer.Taken;
    }
}
