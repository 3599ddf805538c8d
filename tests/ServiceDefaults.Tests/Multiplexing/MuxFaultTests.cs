using System.Buffers.Binary;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using Realtime.ServiceDefaults.Multiplexing;

namespace Realtime.ServiceDefaults.Tests.Multiplexing;

/// <summary>What a broken connection, or another side that breaks the rules, does to the sockets.</summary>
public sealed class MuxFaultTests
{
    static byte[] Frame(uint socket, byte kind, int length, params byte[] payload)
    {
        var frame = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, socket);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)kind << 24 | (uint)length);
        payload.CopyTo(frame.AsSpan(8));
        return frame;
    }

    [Fact]
    public async Task A_lost_connection_ends_every_socket_after_what_had_arrived()
    {
        var (near, far) = await MuxPair.Streams();
        await using var caller = new MuxConnection(near, TimeProvider.System);
        using var first = await Opened(caller, far, 1);
        using var second = await Opened(caller, far, 2);
        var waiting = MuxPair.Receive(second);
        await far.WriteAsync(Frame(1, 1, 2, 7, 8));
        await far.DisposeAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => waiting);
        Assert.Equal([7, 8], (await MuxPair.Receive(first)).Bytes);
        await Assert.ThrowsAsync<WebSocketException>(() => MuxPair.Receive(first));
        await Assert.ThrowsAsync<WebSocketException>(async () =>
            await first.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None));
        await caller.Ended.WaitAsync(MuxPair.Patience);
        Assert.False(caller.IsUsable);
        Assert.Equal(0, caller.Count);
        await Assert.ThrowsAsync<WebSocketException>(() => caller.Open(default, CancellationToken.None));
    }

    public static TheoryData<byte[], string> Broken => new()
    {
        { Frame(1, 0, 16 * 1024 + 1), "too long" },
        { Frame(1, 77, 0), "kind 77" },
        { Frame(1, 13, 3, 1, 2, 3), "kind 13" },
        { Frame(1, 13, 4, 0, 0, 0, 1), "more credit" },
        { Frame(1, 11, 1, 0), "kind 11" },
        { Frame(2, 8, 0), "cannot be opened" },
        { [.. Enumerable.Repeat(Frame(1, 0, 16 * 1024, new byte[16 * 1024]), 4).SelectMany(frame => frame)], "window" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Another_side_that_breaks_the_rules_loses_the_connection(byte[] sent, string reason)
    {
        var (near, far) = await MuxPair.Streams();
        await using var caller = new MuxConnection(near, TimeProvider.System);
        using var socket = await Opened(caller, far, 1);
        await far.WriteAsync(sent);
        await caller.Ended.WaitAsync(MuxPair.Patience);
        Assert.Contains(reason, caller.Reason, StringComparison.Ordinal);
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    [Fact]
    public async Task Frames_for_a_socket_that_is_gone_are_dropped()
    {
        var (near, far) = await MuxPair.Streams();
        await using var caller = new MuxConnection(near, TimeProvider.System);
        (await Opened(caller, far, 1)).Dispose();
        await far.WriteAsync(Frame(1, 1, 2, 7, 8));
        using var next = await Opened(caller, far, 2);
        Assert.True(caller.IsUsable);
    }

    [Fact]
    public async Task What_comes_after_a_close_is_dropped_and_not_kept()
    {
        var (near, far) = await MuxPair.Streams();
        await using var caller = new MuxConnection(near, TimeProvider.System);
        using var socket = await Opened(caller, far, 1);
        for (var i = 0; i < 100; i++) await far.WriteAsync(Frame(1, 11, 2, 3, 232));
        await far.WriteAsync(Frame(1, 1, 2, 7, 8));
        using var next = await Opened(caller, far, 2);
        Assert.Equal(WebSocketMessageType.Close, (await MuxPair.Receive(socket)).Type);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        await Assert.ThrowsAsync<WebSocketException>(() => MuxPair.Receive(socket));
    }

    [Fact]
    public async Task A_refusal_of_an_open_socket_ends_it()
    {
        var (near, far) = await MuxPair.Streams();
        await using var caller = new MuxConnection(near, TimeProvider.System);
        using var socket = await Opened(caller, far, 1);
        var receiving = MuxPair.Receive(socket);
        await far.WriteAsync(Frame(1, 10, 2, 1, 148));
        await Assert.ThrowsAsync<WebSocketException>(() => receiving);
        Assert.Equal(0, caller.Count);
    }

    [Fact]
    public async Task A_connection_is_ended_once()
    {
        var (near, far) = await MuxPair.Streams();
        var ended = 0;
        await using (var server = new MuxConnection(far, TimeProvider.System, MuxPair.Echo, () => Interlocked.Increment(ref ended)))
        {
            await near.DisposeAsync();
            await server.Ended.WaitAsync(MuxPair.Patience);
            server.Abort();
        }

        Assert.Equal(1, ended);
    }

    [Fact]
    public async Task A_silent_other_side_is_asked_and_then_given_up()
    {
        var time = new FakeTimeProvider();
        var (near, far) = await MuxPair.Streams();
        await using var caller = new MuxConnection(near, time);
        using var socket = await Opened(caller, far, 1);
        var receiving = MuxPair.Receive(socket);
        while (!caller.Ended.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20);
        }

        Assert.Contains("does not answer", caller.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(() => receiving);
        Assert.Equal(15, await NextKind(far));
    }

    [Fact]
    public async Task Another_side_that_answers_stays()
    {
        var time = new FakeTimeProvider();
        var (near, far) = await MuxPair.Streams();
        await using var caller = new MuxConnection(near, time);
        await using var server = new MuxConnection(far, TimeProvider.System, MuxPair.Echo);
        using var socket = await caller.Open(default, CancellationToken.None);
        for (var i = 0; i < 40; i++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await socket.SendAsync(new byte[1].AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            await MuxPair.Receive(socket); // after the pong, if there was a ping
        }

        Assert.True(caller.IsUsable);
    }

    static async Task<MuxSocket> Opened(MuxConnection caller, Stream far, uint number)
    {
        var opening = caller.Open(default, CancellationToken.None);
        while (await NextKind(far) != 8)
        {
        }

        await far.WriteAsync(Frame(number, 9, 0));
        return await opening.WaitAsync(MuxPair.Patience);
    }

    static async Task<byte> NextKind(Stream far)
    {
        var head = new byte[8];
        await far.ReadExactlyAsync(head).AsTask().WaitAsync(MuxPair.Patience);
        await far.ReadExactlyAsync(new byte[BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4)) & 0xFF_FFFF]);
        return head[4];
    }
}
