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
        if (upTo <= 0) return then;
        var next = reader.Page(conversation, 0, PageSize, ct);
        try
        {
            for (var more = true; more;)
            {
                using var page = await next;
                more = page.More && page.Events[^1].Version < upTo;
                // The database reads the next page meanwhile. A page of one event may hold a place for large events, which are few: whoever
                // holds one does not wait for another.
                var isAhead = more && page.Events.Count > 1;
                if (isAhead) next = reader.Page(conversation, page.Events[^1].Version, PageSize, ct);
                then = then.After(page.Events.TakeWhile(e => e.Version <= upTo));
                page.Dispose();
                if (more && !isAhead) next = reader.Page(conversation, then.Version, PageSize, ct);
            }
        }
        finally
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (next.IsCompletedSuccessfully) (await next).Dispose();
        }

        return then;
    }

    StateThen After(IEnumerable<LoggedEvent> events) =>
        events.Aggregate(this, (then, e) => new StateThen(then.State.After(e.Decode()), e.Version, e.At));
}
