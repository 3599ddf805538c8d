using System.Net.WebSockets;
using Realtime.ServiceDefaults.Multiplexing;

namespace Realtime.ServiceDefaults.Tests.Multiplexing;

/// <summary>Sockets of one connection that are used, closed and aborted from both sides at any moment.</summary>
public sealed class MuxRaceTests
{
    [Fact]
    public async Task However_sockets_end_nothing_hangs_and_nothing_stays()
    {
        await using var pair = await MuxPair.Open(Server);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Task.Run(async () =>
        {
            for (var round = 0; round < 120; round++) await Caller(pair, new Random(1_000 * lane + round));
        }))).WaitAsync(MuxPair.Patience);
        while (pair.Caller.Count > 0 || pair.Server.Count > 0) await Task.Delay(10);
        using var socket = await pair.Open([0]);
        Assert.True(pair.Caller.IsUsable);
    }

    [Fact]
    public async Task A_connection_that_breaks_at_any_moment_leaves_nothing_waiting()
    {
        for (var round = 0; round < 150; round++)
        {
            var random = new Random(round);
            var pair = await MuxPair.Open(Server);
            var callers = Enumerable.Range(0, 8).Select(lane => Caller(pair, new Random(random.Next()))).ToArray();
            await Task.Delay(random.Next(4));
            if (random.Next(2) == 0) pair.Caller.Abort();
            else pair.Server.Abort();
            await Task.WhenAll(callers).WaitAsync(MuxPair.Patience);
            await pair.DisposeAsync();
            Assert.Equal((0, 0), (pair.Caller.Count, pair.Server.Count));
        }
    }

    static Task Server(MuxSocket socket, ReadOnlyMemory<byte> request)
    {
        socket.Accept();
        return Use(socket, new Random(request.Span[0]));
    }

    static async Task Caller(MuxPair pair, Random random)
    {
        try
        {
            using var socket = await pair.Open([(byte)random.Next(256)]);
            await Use(socket, random);
        }
        catch (WebSocketException)
        {
            // The connection broke before the socket was open.
        }
    }

    /// <summary>Sends some messages while it receives, then closes or aborts; either side may do so first.</summary>
    static async Task Use(MuxSocket socket, Random random)
    {
        var (messages, size, closes) = (random.Next(8), random.Next(2) == 0 ? 1_500 : 60_000, random.Next(2) == 0);
        var receiving = Receive(socket);
        try
        {
            for (var i = 0; i < messages; i++)
                await socket.SendAsync(new byte[random.Next(size)].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true,
                    CancellationToken.None);
            if (closes)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                await Task.WhenAny(receiving, Task.Delay(random.Next(20)));
            }
        }
        catch (WebSocketException)
        {
            // The other side aborted.
        }

        socket.Abort();
        await receiving;
    }

    static async Task Receive(MuxSocket socket)
    {
        var buffer = new byte[2_000];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close })
            {
            }
        }
        catch (WebSocketException)
        {
            // Either side aborted.
        }
    }
}
