using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>The other end of a transport, on a real socket: it keeps what it gets.</summary>
sealed class UpstreamPeer : IAsyncDisposable
{
    readonly Channel<JsonElement> received = Channel.CreateUnbounded<JsonElement>();
    SocketHost? host;

    public static async Task<UpstreamPeer> Start()
    {
        var peer = new UpstreamPeer();
        peer.host = await SocketHost.Start((context, socket) => peer.Read(socket, context.RequestAborted));
        return peer;
    }

    async Task Read(WebSocket socket, CancellationToken ct)
    {
        using var buffer = new MessageBuffer(16 * 1024 * 1024);
        while (await socket.ReceiveMessage(buffer, ct) is WebSocketMessageType.Text)
            received.Writer.TryWrite(JsonSerializer.Deserialize<JsonElement>(buffer.Message.Span));
    }

    public Task<UpstreamTransport> Connect() => Connect(new Uri(host!.Address));

    public static Task<UpstreamTransport> Connect(Uri address)
    {
        var request = new UpstreamRequest(address, new Dictionary<string, string>());
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

    public ValueTask DisposeAsync() => host!.DisposeAsync();
}
