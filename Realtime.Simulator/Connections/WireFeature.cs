using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Realtime.Simulator.Connections;

/// <summary>Puts a <see cref="Connections.Wire"/> between Kestrel's upgraded stream and the WebSocket on top of it.</summary>
internal sealed class WireFeature(HttpContext context, IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    public Wire? Wire { get; private set; }

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync()
    {
        Socket? socket = context.Features.Get<IConnectionSocketFeature>()?.Socket;
        return Wire = new Wire(await inner.UpgradeAsync(), socket, context.Abort, context.RequestAborted);
    }
}

internal static class WireMiddleware
{
    public static void UseWire(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            var wire = new WireFeature(context, upgrade);
            context.Features.Set<IHttpUpgradeFeature>(wire);
            context.Features.Set(wire);
        }

        return next(context);
    });
}
