using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Realtime.Worker.Buffers;
using Realtime.Worker.Sessions;
using Realtime.Worker.Tests.Sessions;
using static Realtime.Worker.Tests.WebSockets.RawServer;

namespace Realtime.Worker.Tests.WebSockets;

public sealed class PollThreadTests
{
    const string Poller = ".NET Sockets";

    /// <summary>It fails if a new runtime has no switch for one socket any more: frames would wake a thread again.</summary>
    [Fact]
    public async Task What_arrives_is_handled_on_the_thread_that_polls_the_socket()
    {
        await using var server = new RawServer();
        using var socket = await server.Connected();
        var handled = Handler(socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None));
        await server.Say(Text("frame"));
        Assert.Equal(Poller, await handled);

        static async Task<string?> Handler(ValueTask<ValueWebSocketReceiveResult> receiving)
        {
            Assert.False(receiving.IsCompleted);
            await receiving.ConfigureAwait(false);
            return Thread.CurrentThread.Name;
        }
    }

    [Fact]
    public async Task A_message_that_is_larger_than_a_frame_leaves_the_thread()
    {
        var queue = Channel.CreateUnbounded<string>();
        await using var model = await SocketHost.Start(async (context, socket) =>
        {
            await foreach (var text in queue.Reader.ReadAllAsync(context.RequestAborted))
                await socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, true, context.RequestAborted);
        });
        using var patience = Patience.Source();
        var transport = await UpstreamPeer.Connect(new Uri(model.Address));
        var waiting = new SendQueue(1, 1_024, new BufferShare(new BufferBudget(1_024), 1_024));
        await using var connection =
            new UpstreamConnection(1, transport, waiting, TestCodec.Of(Guid.NewGuid()), new SessionBounds(), TimeProvider.System);
        var heard = Channel.CreateUnbounded<(int Length, bool Polls)>();
        connection.Run(message =>
        {
            heard.Writer.TryWrite((message.Length, Thread.CurrentThread.Name == Poller));
            return ValueTask.FromResult(true);
        }, _ => ValueTask.CompletedTask, Task.CompletedTask);

        var polled = false;
        for (var round = 0; round < 200; round++)
        {
            queue.Writer.TryWrite(new string('a', 1_300));
            polled |= (await heard.Reader.ReadAsync(patience.Token)).Polls;
            queue.Writer.TryWrite(new string('b', 100_000));
            Assert.Equal((100_000, false), await heard.Reader.ReadAsync(patience.Token));
        }

        Assert.True(polled);
        waiting.Close();
    }
}
