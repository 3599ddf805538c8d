using JasperFx.Events;
using Marten.Events.Aggregation;
using Realtime.Sessions;

namespace Realtime.EventLog.Projections;

/// <summary>
/// Keeps <see cref="Conversation"/> in the append's own transaction: whoever has read a session_ended finds the conversation free.
/// Only events that change the document are included, so that transcripts never rewrite it.
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
