using Realtime.EventLog;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Internal;

/// <summary>A WebSocket for one socket: APIs of an earlier build open one for each client. They are upgraded after the workers.</summary>
static class LoneSocketEndpoint
{
    // Pings find an API whose machine is lost.
    static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15), PongPatience = TimeSpan.FromSeconds(10);

    public static async Task<IResult> Handle(
        string conversation, Guid session, HttpContext context, SessionRegistry sessions, IHostApplicationLifetime lifetime,
        string tenant = "default", bool live = false, bool drive = false, bool claims = false, string? pins = null)
    {
        if (!context.WebSockets.IsWebSocketRequest) return TypedResults.BadRequest("This address speaks WebSocket.");
        if (Tenant.TryParse(tenant) is not { } of) return TypedResults.NotFound();
        var asked = new OwnerSocket(of.Conversation(conversation), session) { IsLive = live, Drives = drive, Claims = claims, Pins = pins };
        var found = sessions.Find(asked.Conversation, session);
        if (SocketServer.Refusal(found, live) is { } status) return TypedResults.StatusCode((int)status);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = PingInterval, KeepAliveTimeout = PongPatience });
        PollThread.Handle(context);
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopped, context.RequestAborted);
        await SocketServer.Run(socket, found!, asked, closed.Token);
        return TypedResults.Empty;
    }
}
