using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>The other end of a transport, on a real socket: it keeps what it gets.</summary>
sealed class UpstreamPeer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly Channel<JsonElement> received = Channel.CreateUnbounded<JsonElement>();

    UpstreamPeer(WebApplication app) => this.app = app;

    public static async Task<UpstreamPeer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var peer = new UpstreamPeer(builder.Build());
        peer.app.Urls.Add("http://127.0.0.1:0");
        peer.app.UseWebSockets();
        peer.app.MapGet("/", async (Microsoft.AspNetCore.Http.HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await peer.Read(socket, context.RequestAborted);
        });
        await peer.app.StartAsync();
        return peer;
    }

    async Task Read(WebSocket socket, CancellationToken ct)
    {
        using var buffer = new MessageBuffer(16 * 1024 * 1024);
        try
        {
            while (await socket.ReceiveMessage(buffer, ct) is WebSocketMessageType.Text) received.Writer.TryWrite(
                JsonSerializer.Deserialize<JsonElement>(buffer.Message.Span));
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The transport disconnected.
        }
    }

    public Task<UpstreamTransport> Connect()
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var request = new UpstreamRequest(new Uri("ws" + address["http".Length..]), new Dictionary<string, string>());
        return UpstreamTransport.Connect(request, new SessionBounds(), new WebSocketConnector(), CancellationToken.None);
    }

    public async Task<JsonElement> Next()
    {
        using var patience = Patience.Source();
        return await received.Reader.ReadAsync(patience.Token);
    }

    public async Task<List<JsonElement>> Next(int count)
    {
        var all = new List<JsonElement>();
        while (all.Count < count) all.Add(await Next());
        return all;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
