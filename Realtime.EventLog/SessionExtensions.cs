using JasperFx.Events;
using Marten;
using Realtime.Sessions;

namespace Realtime.EventLog;

public static class SessionExtensions
{
    /// <summary>The event with an id of our own: mostly one that follows from what it means, see <see cref="EventIds"/>.</summary>
    public static IEvent Identified(this IDocumentSession session, ConversationEvent data, Guid id)
    {
        var e = session.Events.BuildEvent(data);
        e.Id = id;
        return e;
    }
}
