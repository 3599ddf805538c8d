using Realtime.Api.Limits;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>A live session's owner, and its lifecycle up to a version of the conversation.</summary>
sealed record SoFar(long Version, SessionOwner? Owner, IReadOnlyList<LoggedEvent> Lifecycle);

/// <summary>Reads what a socket needs to attach to a running session, without reading the log from the beginning.</summary>
sealed class SessionSoFar(Conversations conversations, EventReader reader, CatchUps catchUps)
{
    /// <summary>Null if the session has ended.</summary>
    /// <param name="types">The lifecycle's event types; not read for a client that names a version, as it gets every event after
    /// it.</param>
    public Task<SoFar?> Read(LiveRequest request, string[] types, CancellationToken ct) => catchUps.Run(async () =>
    {
        var now = await conversations.Load(request.Conversation, ct);
        if (now?.State.Live is not { } live || !live.Is(request.SessionId)) return null;
        IReadOnlyList<LoggedEvent> lifecycle = request.After is null
            ? await reader.OfTypes(request.Conversation, request.RequestedVersion - 1, now.Version, types, ct)
            : [];
        return new SoFar(now.Version, live.Owner, lifecycle);
    }, ct);

    /// <summary>Whether a tool call of the session has its answer now. Once the session has ended, nobody can answer one.</summary>
    public Task<Func<string, bool>> AnsweredCalls(LiveRequest request, CancellationToken ct) => catchUps.Run<Func<string, bool>>(async () =>
    {
        var now = await conversations.Load(request.Conversation, ct);
        if (now?.State.Live is not { } live || !live.Is(request.SessionId)) return _ => true;
        return live.Handoffs.Where(call => call.Answered).Select(call => call.CallId).ToHashSet().Contains;
    }, ct);
}
