using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Realtime.Sessions;

/// <summary>
/// Keeps <see cref="Conversation"/> in the append's own transaction: whoever has read a session_ended finds the conversation free.
/// Only events that change the document are included, so that transcripts never rewrite it.
/// </summary>
public sealed class ConversationProjection : SingleStreamProjection<Conversation, string>
{
    public ConversationProjection()
    {
        IncludeType<SessionRequested>();
        IncludeType<SessionClaimed>();
        IncludeType<SessionStarted>();
        IncludeType<TextSubmitted>();
        IncludeType<TextDelivered>();
        IncludeType<HandoffRequested>();
        IncludeType<HandoffAnswered>();
        IncludeType<EndRequested>();
        IncludeType<SessionEnded>();
    }

    public override Conversation? Evolve(Conversation? snapshot, string id, IEvent e) =>
        e.Data is ConversationEvent data ? (snapshot ?? Conversation.Unborn(id)).After(data) : snapshot;
}
