using JasperFx.Events;
using Marten;
using Realtime.Sessions;

namespace Realtime.EventLog;

public static class SessionExtensions
{
    /// <summary>Sets the id of an event, which usually follows from its meaning; see <see cref="EventIds"/>.</summary>
    public static IEvent Identified(this IDocumentSession session, ConversationEvent data, Guid id)
    {
        var e = session.Events.BuildEvent(data);
        e.Id = id;
        return e;
    }
}
