using Microsoft.Extensions.Options;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>
/// Sessions go where the load is lightest, this worker's own included: whoever hears of one that waits takes it, or offers it to a lighter
/// peer. The log decides who has it.
/// </summary>
sealed class ClaimSpread(SessionClaims claims, Peers peers, SessionRegistry registry, IOptions<WorkerOptions> options)
{
    /// <summary>False when nobody took it: no room anywhere, or somebody else's already.</summary>
    /// <exception cref="ClaimFailedException">Something about the session makes its claim fail.</exception>
    public async Task<bool> TryTake(ClaimOffer offer, CancellationToken ct)
    {
        var answer = await peers.Place(offer, IsLighter, ct);
        if (answer is ClaimAnswer.NoRoom) answer = await claims.Take(offer, ct);
        return answer is ClaimAnswer.Failed ? throw new ClaimFailedException(offer) : answer is ClaimAnswer.Taken;
    }

    bool IsLighter(Peer peer) => !registry.HasRoom || peer.LoadAfter < Peer.Share(registry.Count + 1, options.Value.Capacity);
}
