using System.Collections.Concurrent;
using Realtime.Sessions;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>
/// Claims that failed with nobody knowing whether they are on the record: the database went away with its answer. Those that are there are lived
/// after all; their worker is alive, so their sessions are not lost.
/// </summary>
sealed partial class SessionClaims
{
    /// <summary>Beyond this, recovery finds them later, by looking at everything that this worker owns.</summary>
    const int MostInDoubt = 1_024;

    readonly ConcurrentDictionary<Guid, string> inDoubt = new();

    void Doubt(string conversation, Guid sessionId)
    {
        if (inDoubt.Count < MostInDoubt) inDoubt.TryAdd(sessionId, conversation);
    }

    /// <summary>Lives what the log says was claimed here; forgets the rest.</summary>
    public async Task Settle(CancellationToken ct)
    {
        foreach (var (sessionId, conversation) in inDoubt)
        {
            await TryAdopt(conversation, sessionId, ct);
            inDoubt.TryRemove(sessionId, out _);
        }
    }

    /// <summary>True where the session is this worker's by the log, and is lived here from now on, or was already.</summary>
    public async Task<bool> TryAdopt(string conversation, Guid sessionId, CancellationToken ct)
    {
        if (await conversations.Load(conversation, ct) is not { State.Live: { Owner: { } owner } live } now) return false;
        if (!live.Is(sessionId) || owner.WorkerId != identity.WorkerId) return false;
        if (registry.Find(sessionId) is not null) return true;
        // One that had started here and is lived by nobody has lost its transport: only a start that asked for it goes on elsewhere.
        if (live.HasStarted && live.Options.OnWorkerLost is not OnWorkerLost.Resume || !registry.TryReserve()) return false;
        try
        {
            var claim = new SessionClaimed(sessionId, owner.WorkerId, owner.Address, owner.Epoch);
            registry.Run(new SessionActor(await Owned(conversation, claim, now, ct), services));
            return true;
        }
        catch
        {
            registry.Release();
            throw;
        }
    }
}
