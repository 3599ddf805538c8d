using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Workers;

/// <summary>Finds the owner of a session, by the log.</summary>
sealed class SessionOwners(Conversations conversations)
{
    /// <exception cref="SessionRefusedException">The session is unknown, not live, or has not started.</exception>
    public async Task<SessionOwner> Of(ConversationKey conversation, Guid session, CancellationToken ct)
    {
        var now = await conversations.Load(conversation, ct);
        if (now?.State.Live is not { } live || !live.Is(session) || live.Phase is SessionPhase.Ending)
            throw await conversations.Knows(conversation, session, ct)
                ? new SessionNotLiveException(session)
                : new UnknownSessionException(conversation.Name, session);
        return live is { HasStarted: true, Owner: { } owner } ? owner : throw new SessionNotStartedException(session);
    }
}
