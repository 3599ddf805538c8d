using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

static class ReadState
{
    public static async Task<Ok<ConversationView>> Conversation(string conversation, ClaimsPrincipal caller, Conversations conversations,
        CancellationToken ct)
    {
        var now = await conversations.Load(caller.Conversation(conversation), ct) ?? throw new UnknownConversationException(conversation);
        var last = now.State.LastEnd;
        return TypedResults.Ok(new ConversationView(conversation, now.Version, LiveView.Of(now.State.Live),
            last is null ? null : new LastEndView(last.SessionId, last.Reason, last.Error)));
    }

    public static async Task<Ok<SessionView>> Session(string conversation, Guid session, ClaimsPrincipal caller,
        Conversations conversations, CancellationToken ct) =>
        TypedResults.Ok(await View(caller.Conversation(conversation), session, conversations, ct));

    /// <summary>The session now, live or ended.</summary>
    public static async Task<SessionView> View(ConversationKey conversation, Guid session, Conversations conversations,
        CancellationToken ct)
    {
        if (!await conversations.Knows(conversation, session, ct)) throw new UnknownSessionException(conversation.Name, session);
        if (await conversations.Load(conversation, ct) is { State.Live: { } live } && live.Is(session))
            return new SessionView(conversation.Name, session, StoredNames.Of(live.Phase));

        // Not live: its end was recorded in the transaction that cleared it.
        var ended = await conversations.FindEnd(conversation.Tenant, session, ct)
            ?? throw new InvalidOperationException($"Session {session} is neither live nor ended.");
        return new SessionView(conversation.Name, session, "ended", EndedView.Of(ended));
    }
}
