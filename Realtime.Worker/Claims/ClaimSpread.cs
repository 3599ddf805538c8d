using Microsoft.Extensions.Options;
using Realtime.EventLog.Claims;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>
/// Spreads sessions by load: the worker that learns of a waiting session takes it, or offers it to a peer with a lighter load. The log
/// decides which worker owns it.
/// </summary>
sealed class ClaimSpread(SessionClaims claims, Peers peers, SessionRegistry registry, IOptions<WorkerOptions> options)
{
    /// <summary>False if no worker took it: none has room, or it has an owner already.</summary>
    /// <exception cref="ClaimFailedException">The claim of this session fails on every worker.</exception>
    public async Task<bool> TryTake(ClaimOffer offer, CancellationToken ct)
    {
        var answer = (await peers.Place(offer, IsLighter, PeerChoice.MostOffers, ct)).Answer;
        if (answer is ClaimAnswer.NoRoom) answer = await claims.Take(offer, ct);
        return answer is ClaimAnswer.Failed ? throw new ClaimFailedException(offer) : answer is ClaimAnswer.Taken;
    }

    bool IsLighter(Peer peer) => PeerChoice.IsLighter(peer, registry.HasRoom, registry.Count, options.Value.Capacity);
}
