using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Realtime.Client.Tests.Fakes;

/// <summary>A service on a real socket that treats each connection in the next of these ways.</summary>
sealed class FakeLiveService : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Func<HttpContext, Task>> ways;

    FakeLiveService(WebApplication app, IEnumerable<Func<HttpContext, Task>> ways) => (this.app, this.ways) = (app, new(ways));

    /// <summary>The query of each connection.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public RealtimeClient Client(RealtimeClientOptions? options = null) =>
        new(new Uri(app.Urls.Single()), "a key", options ?? ScriptedService.Quick);

    public static async Task<FakeLiveService> Start(params IEnumerable<Func<HttpContext, Task>> ways)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new FakeLiveService(builder.Build(), ways);
        service.app.UseWebSockets();
        service.app.Run(service.Next);
        await service.app.StartAsync();
        return service;
    }

    Task Next(HttpContext context)
    {
        Assert.Equal("Bearer a key", context.Request.Headers.Authorization);
        Asked.Enqueue(context.Request.QueryString.Value ?? "");
        return ways.TryDequeue(out var way) ? way(context) : Refuse(404, "unknown-session")(context);
    }

    public static Func<HttpContext, Task> Refuse(int status, string name) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync($$"""{"type":"urn:realtime:problem:{{name}}","title":"t","status":{{status}},"detail":"Words."}""");
    };

    /// <summary>Sends these messages and closes with this code; with null it ends the connection without a Close frame.</summary>
    public static Func<HttpContext, Task> Send(int? closeCode, params string[] messages) => Speak(async socket =>
    {
        foreach (var message in messages)
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        if (closeCode is { } code) await socket.CloseOutputAsync((WebSocketCloseStatus)code, "why", CancellationToken.None);
    }, isCut: closeCode is null);

    public static Func<HttpContext, Task> Speak(Func<WebSocket, Task> speak, bool isCut = false) => async context =>
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await speak(socket);
        if (!isCut) await Receive(socket); // else the connection ends without a Close frame
    };

    /// <summary>The next text message; null after a Close frame or a loss.</summary>
    public static async Task<string?> Receive(WebSocket socket)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            return received.MessageType is WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
