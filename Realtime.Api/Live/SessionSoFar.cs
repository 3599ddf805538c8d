using Realtime.Api.Limits;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>Where a live session stands: its owner, and its lifecycle up to a version of the conversation.</summary>
sealed record SoFar(long Version, SessionOwner? Owner, IReadOnlyList<LoggedEvent> Lifecycle);

/// <summary>What a socket needs to know of a session that it attaches to late, however much was said in it: the log is not read from the beginning.</summary>
sealed class SessionSoFar(Conversations conversations, EventReader reader, CatchUps catchUps)
{
    /// <summary>Null where the session is over.</summary>
    /// <param name="types">Of the lifecycle; none is read for a client that names the version from which it wants everything.</param>
    public Task<SoFar?> Read(LiveRequest request, string[] types, CancellationToken ct) => catchUps.Run(async () =>
    {
        var now = await conversations.Load(request.Conversation, ct);
        if (now?.State.Live is not { } live || !live.Is(request.SessionId)) return null;
        IReadOnlyList<LoggedEvent> lifecycle = request.After is null
            ? await reader.OfTypes(request.Conversation, request.RequestedVersion - 1, now.Version, types, ct)
            : [];
        return new SoFar(now.Version, live.Owner, lifecycle);
    }, ct);
}
