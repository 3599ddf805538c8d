using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>A conversation as it was, folded from its stream and not read from any document. At is null before its first event.</summary>
public sealed record StateThen(Conversation State, long Version, DateTimeOffset? At)
{
    public static async Task<StateThen> Fold(History history, string conversation, long upTo, CancellationToken ct)
    {
        var then = new StateThen(Conversation.Unborn(conversation), 0, null);
        if (upTo <= 0) return then;
        await foreach (var e in history.All(conversation, upTo: upTo, ct: ct))
            then = new StateThen(then.State.After(e.Event.Decode()), e.Event.Version, e.Event.At);
        return then;
    }
}
