using System.Security.Claims;
using Realtime.Api.Access;
using Realtime.Api.Limits;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

static class AttachLive
{
    public static async Task Handle(
        string conversation, Guid session, HttpContext context, ClaimsPrincipal caller, Conversations conversations, LiveSockets sockets,
        CatchUps catchUps,
        CancellationToken ct, bool drive = true, long? after = null)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw new InvalidOptionsException("Upgrade", "This address speaks WebSocket: connect with ws:// or wss://.");
        if (after < 0) throw new InvalidOptionsException("after", "after must be 0 or the version of the last event you have.");
        var key = caller.Conversation(conversation);
        var requested = await catchUps.Run(() => conversations.FindRequest(key.Tenant, session, ct), ct);
        if (requested?.StreamKey != key.Stream || requested.Data is not SessionRequested)
            throw new UnknownSessionException(conversation, session);
        if (await catchUps.Run(() => conversations.FindEnd(key.Tenant, session, ct), ct) is { } ended
            && (after is null || after >= ended.Version))
            throw new SessionNotLiveException(session);
        await sockets.Accept(context, new LiveRequest(key, session, requested.Version, drive, after), ct);
    }
}
