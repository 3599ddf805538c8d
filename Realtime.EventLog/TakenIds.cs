using Marten;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// Ids that events of one decision cannot have, because a client of the first version chose them for sessions of its own, and the ids that
/// they have instead: whoever took an id keeps nobody from ending, or being claimed.
/// </summary>
sealed class TakenIds(IDocumentStore store)
{
    readonly Dictionary<Guid, Guid> instead = [];

    public Guid Evade(Guid id) => instead.GetValueOrDefault(id, id);

    /// <summary>
    /// After an append that met an id on record. False where one of the events is on record itself, or nothing stands in the way any more:
    /// then the append is not to be tried again.
    /// </summary>
    public async Task<bool> Learn(string conversation, IReadOnlyList<SessionEvent> events, CancellationToken ct)
    {
        var learnt = false;
        await using var session = store.QuerySession();
        foreach (var e in events)
        {
            if (EventIds.Fixed(e) is not { } own) continue;
            foreach (var id in EventIds.InLine(own))
            {
                if (await session.Events.LoadAsync(id, ct) is not { } there)
                {
                    learnt |= Evade(own) != id;
                    instead[own] = id;
                    break;
                }

                if (there.Data is SessionEvent recorded && recorded.GetType() == e.GetType() && recorded.SessionId == e.SessionId
                    // A session is requested once in the whole log.
                    && (e is SessionRequested || there.StreamKey == conversation)) return false;
            }
        }

        return learnt;
    }
}
