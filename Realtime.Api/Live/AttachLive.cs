using System.Security.Claims;
using Realtime.Api.Access;
using Realtime.Api.Events;
using Realtime.Api.Limits;
using Realtime.Api.Live.Secrets;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

static class AttachLive
{
    public static async Task Handle(
        string conversation, Guid session, HttpContext context, ClaimsPrincipal caller, Conversations conversations, LiveSockets sockets,
        CatchUps catchUps, EventReader reader, ClientSecrets secrets, CancellationToken ct, bool drive = true, After? after = null,
        bool marks = false, string? view = null)
    {
        var asOpenAI = MissedEvents.AsksForOpenAI(view);
        var key = caller.Conversation(conversation);
        var holder = Holder.Of(context);
        var requested = await catchUps.Run(() => conversations.FindRequest(key.Tenant, session, ct), ct);
        if (requested?.StreamKey != key.Stream || requested.Data is not SessionRequested { Options: var options }
            || !holder.MayOpen(conversation, session, requested))
            throw new UnknownSessionException(conversation, session);
        long? from = after is { } asked ? asked.In(key, await catchUps.Run(() => reader.Version(key, ct), ct)) : null;
        if (await catchUps.Run(() => conversations.FindEnd(key.Tenant, session, ct), ct) is { } ended
            && (from is null || from >= ended.Version))
            throw new SessionNotLiveException(session);
        if (!context.WebSockets.IsWebSocketRequest) throw LiveEndpoints.NoWebSocket;
        await secrets.Use(holder.Secret, ct);
        var isStarter = holder.Started(requested);
        await sockets.Accept(context, new LiveRequest(key, session, requested.Version, Drives(drive, options, holder, isStarter),
            OfSession(from, requested.Version, holder))
        {
            IsStarter = isStarter, Pins = holder.PinsOf(options), Marks = marks, AsOpenAI = asOpenAI,
        }, ct);
    }

    /// <summary>A session that a live driver started has no other driver; a client secret for a listener never drives.</summary>
    static bool Drives(bool asked, SessionOptions options, Holder holder, bool isStarter) =>
        asked && holder.Secret?.Terms.Drives is not false && (isStarter || options.Driver is SessionDriver.Managed);

    /// <summary>A client secret reads nothing from before its session.</summary>
    static long? OfSession(long? after, long requested, Holder holder) =>
        after is { } version && holder.Secret is not null ? Math.Max(version, requested - 1) : after;
}
