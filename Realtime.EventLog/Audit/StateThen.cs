using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// An earlier state of a conversation, folded from its stream and not read from a document. At is null before the first event.
/// </summary>
public sealed record StateThen(Conversation State, long Version, DateTimeOffset? At)
{
    const int PageSize = 500;

    /// <param name="upTo">The version of the state.</param>
    public static async Task<StateThen> Fold(EventReader reader, ConversationKey conversation, long upTo, CancellationToken ct)
    {
        var then = new StateThen(Conversation.Unborn(conversation.Stream), 0, null);
        for (var more = true; more && then.Version < upTo;)
        {
            using var page = await reader.Page(conversation, then.Version, PageSize, ct);
            foreach (var e in page.Events.TakeWhile(e => e.Version <= upTo))
                then = new StateThen(then.State.After(e.Decode()), e.Version, e.At);
            more = page.More && page.Events[^1].Version < upTo;
        }

        return then;
    }
}
