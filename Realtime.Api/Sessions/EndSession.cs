using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Workers;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

static class EndSession
{
    /// <summary>200 with the end if it comes within the wait, else 202. A repeat is harmless, also long after the end.</summary>
    public static async Task<Results<Ok<SessionView>, Accepted<SessionView>>> Handle(
        string conversation, Guid session, ClaimsPrincipal caller, Conversations conversations, AudioConnections connections, Tail tail,
        IOptions<ApiOptions> options, TimeProvider time, CancellationToken ct)
    {
        var key = caller.Conversation(conversation);
        var committed = await conversations.Transact(key, new RequestEnd(session), ct);
        connections.Drop(key, session);
        if (committed.State.Live?.Is(session) == true)
            await Ended(key, session, committed.Version, tail, TimeSpan.FromMilliseconds(options.Value.EndWaitMilliseconds), time, ct);
        var view = await ReadState.View(key, session, conversations, ct);
        return view.Ended is null ? TypedResults.Accepted((string?)null, view) : TypedResults.Ok(view);
    }

    /// <summary>Waits for the session's end, or until the wait is over.</summary>
    static async Task Ended(ConversationKey conversation, Guid session, long after, Tail tail, TimeSpan wait, TimeProvider time,
        CancellationToken ct)
    {
        using var due = new CancellationTokenSource(wait, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, due.Token);
        try
        {
            await foreach (var news in tail.Follow(conversation, after, patience.Token))
            {
                if (news.Any(e => e.Type == EventTypes.NameOf<SessionEnded>() && ((SessionEnded)e.Decode()).SessionId == session)) return;
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The session has not ended yet: the answer is 202.
        }
    }
}
