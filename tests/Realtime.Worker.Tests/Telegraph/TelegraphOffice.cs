using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Realtime.Worker.Tests.Telegraph;

/// <summary>The other end of a telegraph: it sends what a test gives it, and keeps what it gets.</summary>
sealed class TelegraphOffice : IAsyncDisposable
{
    readonly WebApplication app;
    readonly Channel<string> received = Channel.CreateUnbounded<string>();
    readonly TaskCompletionSource<WebSocket> connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    TelegraphOffice(WebApplication app) => this.app = app;

    public string Address => "ws"
        + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()["http".Length..];

    public string? Office { get; private set; }

    public static async Task<TelegraphOffice> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var office = new TelegraphOffice(builder.Build());
        office.app.Urls.Add("http://127.0.0.1:0");
        office.app.UseWebSockets();
        office.app.MapGet("/", async (Microsoft.AspNetCore.Http.HttpContext context) =>
        {
            office.Office = context.Request.Headers["x-office"];
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            office.connected.SetResult(socket);
            await office.Read(socket, context.RequestAborted);
        });
        await office.app.StartAsync();
        return office;
    }

    async Task Read(WebSocket socket, CancellationToken ct)
    {
        var line = new byte[1_024];
        try
        {
            while (await socket.ReceiveAsync(line.AsMemory(), ct) is { MessageType: WebSocketMessageType.Text } part)
                received.Writer.TryWrite(Encoding.UTF8.GetString(line, 0, part.Count));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The worker disconnected.
        }
    }

    public async Task Say(params string[] lines)
    {
        var socket = await connected.Task.WaitAsync(Patience.Time);
        foreach (var line in lines)
            await socket.SendAsync(Encoding.UTF8.GetBytes(line), WebSocketMessageType.Text, true, CancellationToken.None);
    }

    public async Task Close() =>
        await (await connected.Task).CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);

    public async Task<string> Next()
    {
        using var patience = Patience.Source();
        return await received.Reader.ReadAsync(patience.Token);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
