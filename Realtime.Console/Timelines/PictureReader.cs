using Realtime.Console.Api;
using Realtime.Sessions;

namespace Realtime.Console.Timelines;

/// <summary>Reads what a picture needs: one session's events of a conversation, and not more of those than fit a picture.</summary>
sealed class PictureReader(SessionsApi sessions, EventsApi events)
{
    /// <returns>Null if lists do not have the session yet: it has just been requested.</returns>
    /// <exception cref="ApiProblemException">The person's tenant has no such session, or the API refuses for another reason.</exception>
    public async Task<SessionPicture?> Read(PictureQuery query, CancellationToken ct)
    {
        var now = await sessions.Now(query.Conversation, query.Session, ct);
        if (await sessions.Summary(query.Conversation, now.SessionId, ct) is not { Session: var listed }) return null;
        var row = Row(listed, now);
        var last = now.Ended?.Version ?? (await sessions.Conversation(query.Conversation, ct)).Version;
        var first = row.RequestedVersion;
        var to = Math.Clamp(query.AsOf ?? last, first, Math.Max(first, last));
        var from = Math.Max(first, to - EventsApi.MostEvents + 1);
        var read = await events.OfSession(query.Conversation, now.SessionId, from, to, ct);
        // A live session's conversation may have grown, and its end may have come, since the state was read: the next fragment shows it.
        return new SessionPicture(query, row, now.Ended is null, first, last, read, TimelineFold.Of(read), from - first,
            Cut: now.Ended is not null && read is [.., var newest] && newest.Version < to);
    }

    /// <summary>Lists are a moment behind the log: what the log says of the state counts.</summary>
    static SessionRow Row(SessionRow listed, SessionNow now) => now.Ended is not { } end
        ? listed with { State = now.Phase }
        : listed with
        {
            State = SessionState.Ended, EndedAt = end.At, Reason = end.Reason, ErrorCode = end.Error?.Code, Totals = end.Totals,
        };
}
