using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Realtime.Worker.Tests.Telegraph;

/// <summary>The other end of a telegraph: it sends what a test gives it, and keeps what it gets.</summary>
sealed class TelegraphOffice : IAsyncDisposable
{
    readonly Channel<string> received = Channel.CreateUnbounded<string>();
    readonly TaskCompletionSource<WebSocket> connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    SocketHost? host;

    public string Address => host!.Address;

    public string? Office { get; private set; }

    public static async Task<TelegraphOffice> Open()
    {
        var office = new TelegraphOffice();
        office.host = await SocketHost.Start((context, socket) =>
        {
            office.Office = context.Request.Headers["x-office"];
            office.connected.SetResult(socket);
            return office.Read(socket, context.RequestAborted);
        });
        return office;
    }

    async Task Read(WebSocket socket, CancellationToken ct)
    {
        var line = new byte[1_024];
        while (await socket.ReceiveAsync(line.AsMemory(), ct) is { MessageType: WebSocketMessageType.Text } part)
            received.Writer.TryWrite(Encoding.UTF8.GetString(line, 0, part.Count));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
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

    public ValueTask DisposeAsync() => host!.DisposeAsync();
}
