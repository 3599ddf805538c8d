using System.Net.WebSockets;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;
using Realtime.Worker.Internal;
using Realtime.Worker.Tests.Telegraph;

namespace Realtime.Worker.Tests.Live;

/// <summary>A live socket finds its session and attaches when the session is already over.</summary>
public sealed class LateSocketTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_socket_that_attaches_after_the_end_is_closed(bool drives)
    {
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        var (journal, loop) = await TelegraphSession.Claimed(node, Life.NewConversation(), "ws://127.0.0.1:1");
        journal.Dispose();
        loop.Dispose();
        using var socket = WebSocket.CreateFromStream(new MemoryStream(), new WebSocketCreationOptions { IsServer = true });
        await LiveSocketServer.Run(socket, loop, drives, claims: drives, pins: null, CancellationToken.None).WaitAsync(Patience.Time);
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    [Fact]
    public async Task A_socket_that_is_given_up_while_it_waits_for_the_log_leaves_its_place()
    {
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        var (journal, loop) = await TelegraphSession.Claimed(node, Life.NewConversation(), "ws://127.0.0.1:1");
        using var _ = journal;
        using var __ = loop; // it does not run, so what the model says is never recorded
        await loop.Live.Hear(transport: 1, """{"type":"response.created"}"""u8.ToArray());
        for (var i = 0; i < 100; i++)
        {
            using var lost = new CancellationTokenSource();
            using var socket = WebSocket.CreateFromStream(new MemoryStream(), new WebSocketCreationOptions { IsServer = true });
            var serving = LiveSocketServer.Run(socket, loop, drive: true, claims: false, pins: null, lost.Token);
            Assert.False(serving.IsCompleted);
            await lost.CancelAsync();
            await serving.WaitAsync(Patience.Time);
            Assert.False(loop.Live.IsFull);
        }
    }
}
