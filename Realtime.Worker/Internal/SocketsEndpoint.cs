using Microsoft.AspNetCore.Http.Features;
using Realtime.ServiceDefaults.Multiplexing;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Worker.Internal;

/// <summary>The connection of an API, on which it opens a socket for each of its clients.</summary>
static class SocketsEndpoint
{
    public static async Task<IResult> Handle(HttpContext context, SocketServer server, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || context.Request.Headers.Upgrade != MuxConnection.Protocol)
            return TypedResults.BadRequest($"This address speaks {MuxConnection.Protocol}.");
        context.Response.Headers.Upgrade = MuxConnection.Protocol;
        var stream = await upgrade.UpgradeAsync();
        PollThread.Handle(context);
        await using var connection = new MuxConnection(stream, time, server.Serve, context.Abort);
        // Sessions may end, or move, while this worker stops: their sockets are served until then.
        await using var stopping = lifetime.ApplicationStopping.UnsafeRegister(_ => connection.GoAway(), null);
        await using var stopped = lifetime.ApplicationStopped.UnsafeRegister(_ => connection.Abort(), null);
        await connection.Ended;
        return TypedResults.Empty;
    }
}
