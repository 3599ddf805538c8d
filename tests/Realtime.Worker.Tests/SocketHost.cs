using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Realtime.Worker.Tests;

/// <summary>A server of WebSockets on a free port of this machine, in the place of a provider.</summary>
sealed class SocketHost : IAsyncDisposable
{
    readonly WebApplication app;

    SocketHost(WebApplication app) => this.app = app;

    public string Address => "ws"
        + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()["http".Length..];

    /// <param name="serve">Serves a connection until the other end closes it.</param>
    public static async Task<SocketHost> Start(Func<HttpContext, WebSocket, Task> serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var host = new SocketHost(builder.Build());
        host.app.Urls.Add("http://127.0.0.1:0");
        host.app.UseWebSockets();
        host.app.MapGet("/", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            try
            {
                await serve(context, socket);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                // The other end disconnected.
            }
        });
        await host.app.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
