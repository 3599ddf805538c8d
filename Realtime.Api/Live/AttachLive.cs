using System.Security.Claims;
using Realtime.Api.Access;
using Realtime.Api.Events;
using Realtime.Api.Limits;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

static class AttachLive
{
    public static async Task Handle(
        string conversation, Guid session, HttpContext context, ClaimsPrincipal caller, Conversations conversations, LiveSockets sockets,
        CatchUps catchUps, EventReader reader, CancellationToken ct, bool drive = true, After? after = null, bool marks = false)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw new InvalidOptionsException("Upgrade", "This address speaks WebSocket: connect with ws:// or wss://.");
        var key = caller.Conversation(conversation);
        var requested = await catchUps.Run(() => conversations.FindRequest(key.Tenant, session, ct), ct);
        if (requested?.StreamKey != key.Stream)
            throw new UnknownSessionException(conversation, session);
        long? from = after is { } asked ? asked.In(key, await catchUps.Run(() => reader.Version(key, ct), ct)) : null;
        if (await catchUps.Run(() => conversations.FindEnd(key.Tenant, session, ct), ct) is { } ended
            && (from is null || from >= ended.Version))
            throw new SessionNotLiveException(session);
        await sockets.Accept(context, new LiveRequest(key, session, requested.Version, drive, from) { Marks = marks }, ct);
    }
}
