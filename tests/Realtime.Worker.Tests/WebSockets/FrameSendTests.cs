using System.Net.WebSockets;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Worker.Tests.WebSockets;

public sealed class FrameSendTests
{
    [Fact]
    public async Task A_send_that_waits_for_the_reader_ends_with_its_token_and_aborts_the_socket()
    {
        await using var server = new RawServer();
        using var socket = await server.Connected();
        using var cancel = new CancellationTokenSource();
        var sending = Task.CompletedTask;
        while (sending.IsCompletedSuccessfully) sending = Send(socket, new byte[1024 * 1024], cancel.Token); // nobody reads
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    [Fact]
    public async Task A_send_that_waits_too_long_says_so_and_aborts_the_socket()
    {
        await using var server = new RawServer();
        using var socket = await server.Connected();
        var ended = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            while (true) await socket.SendOrAbort(new byte[1024 * 1024], WebSocketMessageType.Text, true, TimeSpan.FromMilliseconds(100), default);
        });
        Assert.IsType<TimeoutException>(ended.InnerException);
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    [Fact]
    public async Task A_cancelled_token_sends_nothing()
    {
        await using var server = new RawServer();
        using var socket = await server.Connected();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send(socket, new byte[16], new CancellationToken(canceled: true)));
        await Send(socket, "next"u8.ToArray(), CancellationToken.None);
        Assert.Equal(0x84, (await server.Read(2 + 4 + 4))[1]); // a masked frame of four bytes is the first
    }

    [Fact]
    public async Task A_lost_connection_is_no_cancellation()
    {
        await using var server = new RawServer();
        using var socket = await server.Connected();
        using var cancel = new CancellationTokenSource();
        server.Close();
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true) await Send(socket, new byte[1024], cancel.Token);
        });
    }

    static Task Send(WebSocket socket, byte[] bytes, CancellationToken ct) =>
        socket.SendOrAbort(bytes, WebSocketMessageType.Text, endOfMessage: true, ct).AsTask();
}
