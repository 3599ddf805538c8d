using Marten;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// Ids that events of one decision cannot have, because a client of the first version chose them for its own sessions, and the ids that the
/// events get instead. So a taken id prevents no session from being claimed or ended.
/// </summary>
sealed class TakenIds(IDocumentStore store)
{
    readonly Dictionary<Guid, Guid> instead = [];

    public Guid Evade(Guid id) => instead.GetValueOrDefault(id, id);

    /// <summary>
    /// Call it after an append failed because the log already has an id. False if the log has one of the events itself, or if no id is
    /// taken any more: then do not try the append again.
    /// </summary>
    public async Task<bool> Learn(ConversationKey conversation, IReadOnlyList<SessionEvent> events, CancellationToken ct)
    {
        var learnt = false;
        await using var session = store.QuerySession();
        foreach (var e in events)
        {
            if (EventIds.Fixed(conversation.Tenant, e) is not { } own) continue;
            foreach (var id in EventIds.InLine(own))
            {
                if (await session.Events.LoadAsync(id, ct) is not { } there)
                {
                    learnt |= Evade(own) != id;
                    instead[own] = id;
                    break;
                }

                if (there.Data is SessionEvent recorded && recorded.SessionId == e.SessionId
                    // Commands of all kinds share their ids.
                    && (recorded.GetType() == e.GetType() || recorded is CommandSubmitted && e is CommandSubmitted)
                    // A session is requested only once in its tenant.
                    && (e is SessionRequested
                        ? ConversationKey.Parse(there.StreamKey!).Tenant == conversation.Tenant
                        : there.StreamKey == conversation.Stream)) return false;
            }
        }

        return learnt;
    }
}
