using JasperFx.Events;
using Marten.Events.Aggregation;
using Realtime.Sessions;

namespace Realtime.EventLog.Projections;

/// <summary>
/// Keeps the <see cref="Conversation"/> document in the transaction of the append, so that a reader of session_ended finds the conversation
/// free. It includes only the events that change the document, so that transcripts never rewrite it.
/// </summary>
public sealed class ConversationProjection : SingleStreamProjection<Conversation, string>
{
    public ConversationProjection()
    {
        foreach (var type in Conversation.ChangedBy) IncludeType(type);
    }

    public override Conversation? Evolve(Conversation? snapshot, string id, IEvent e) =>
        e.Data is ConversationEvent data ? (snapshot ?? Conversation.Unborn(id)).After(data) : snapshot;
}
