using System.Net.WebSockets;
using Realtime.Worker.Buffers;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Upstream;

public sealed class MessageBufferTests
{
    const int Limit = 16 * 1024 * 1024;

    [Fact]
    public async Task A_lost_socket_is_read_to_its_Close_frame_without_room_for_its_large_message()
    {
        var all = new BufferBudget(Limit);
        using var hoard = new BufferShare(all, 2 * Limit);
        hoard.Add(2 * Limit);
        var read = new TaskCompletionSource<List<WebSocketMessageType?>>();
        await using var host = await SocketHost.Start(async (_, socket) =>
        {
            using var share = new BufferShare(all, 2 * Limit);
            using var buffer = new MessageBuffer(Limit, share, lost: new CancellationToken(canceled: true));
            List<WebSocketMessageType?> types = [];
            do types.Add(await socket.ReceiveMessage(buffer, CancellationToken.None));
            while (types[^1] is not WebSocketMessageType.Close);
            Assert.True(buffer.IsGivenUp);
            Assert.Equal(0, share.Held);
            read.SetResult(types);
        });
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(host.Address), CancellationToken.None);
        foreach (var bytes in (int[])[300_000, 10, 5_000])
            await client.SendAsync(new byte[bytes], WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        using var patience = Patience.Source();
        Assert.Equal([WebSocketMessageType.Binary, WebSocketMessageType.Binary, WebSocketMessageType.Binary, WebSocketMessageType.Close],
            await read.Task.WaitAsync(patience.Token));
    }
}
