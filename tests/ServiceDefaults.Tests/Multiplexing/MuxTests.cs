using System.Net;
using System.Net.WebSockets;
using System.Text;
using Realtime.ServiceDefaults.Multiplexing;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.ServiceDefaults.Tests.Multiplexing;

/// <summary>Sockets that share a connection behave as WebSockets, each for itself.</summary>
public sealed class MuxTests
{
    [Fact]
    public async Task Messages_of_any_size_arrive_whole_and_in_order_on_many_sockets_at_a_time()
    {
        await using var pair = await MuxPair.Open(MuxPair.Echo);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async seed =>
        {
            var random = new Random(seed);
            using var socket = await pair.Open();
            var messages = Enumerable.Range(0, 30).Select(i =>
            {
                var bytes = new byte[i % 10 == 9 ? random.Next(400_000) : random.Next(3_000)];
                random.NextBytes(bytes);
                return (Type: random.Next(2) == 0 ? WebSocketMessageType.Text : WebSocketMessageType.Binary, Bytes: bytes);
            }).ToArray();
            var sending = Task.Run(async () =>
            {
                foreach (var (type, bytes) in messages) await socket.SendAsync(bytes.AsMemory(), type, endOfMessage: true, CancellationToken.None);
            });
            foreach (var (type, bytes) in messages)
            {
                var back = await MuxPair.Receive(socket);
                Assert.Equal(type, back.Type);
                Assert.Equal(bytes, back.Bytes);
            }

            await sending;
        }));
    }

    [Fact]
    public async Task A_socket_that_nobody_reads_makes_its_sender_wait_and_no_other_socket()
    {
        var unread = new TaskCompletionSource<MuxSocket>();
        var over = new TaskCompletionSource();
        await using var pair = await MuxPair.Open((socket, request) =>
        {
            if (request.Length == 0) return MuxPair.Echo(socket, request);
            socket.Accept();
            unread.SetResult(socket);
            return over.Task;
        });
        using var slow = await pair.Open([1]);
        using var other = await pair.Open();
        var message = new byte[1024 * 1024];
        new Random(1).NextBytes(message);
        var sending = slow.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).AsTask();
        for (var i = 0; i < 200; i++)
        {
            await other.SendAsync(Encoding.UTF8.GetBytes($"{i}"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            Assert.Equal($"{i}", Encoding.UTF8.GetString((await MuxPair.Receive(other)).Bytes));
        }

        Assert.False(sending.IsCompleted);
        Assert.Equal(message, (await MuxPair.Receive(await unread.Task)).Bytes);
        await sending.WaitAsync(MuxPair.Patience);
        over.SetResult();
    }

    [Fact]
    public async Task An_empty_read_tells_that_a_message_begins_and_takes_nothing_of_it()
    {
        await using var pair = await MuxPair.Open(MuxPair.Echo);
        using var socket = await pair.Open();
        var begun = socket.UntilMessageBegins(CancellationToken.None).AsTask();
        await socket.SendAsync("spoken"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Equal(new ValueWebSocketReceiveResult(0, WebSocketMessageType.Text, endOfMessage: false), await begun.WaitAsync(MuxPair.Patience));
        Assert.Equal("spoken"u8.ToArray(), (await MuxPair.Receive(socket)).Bytes);
        await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Equal(new ValueWebSocketReceiveResult(0, WebSocketMessageType.Text, endOfMessage: true),
            await socket.UntilMessageBegins(CancellationToken.None).AsTask().WaitAsync(MuxPair.Patience));
    }

    [Fact]
    public async Task A_close_arrives_after_the_messages_with_its_status_and_reason()
    {
        await using var pair = await MuxPair.Open(MuxPair.Echo);
        using var socket = await pair.Open();
        await socket.SendAsync("last"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await socket.CloseOutputAsync((WebSocketCloseStatus)4301, "it moves", CancellationToken.None);
        Assert.Equal(WebSocketState.CloseSent, socket.State);
        Assert.Equal("last"u8.ToArray(), (await MuxPair.Receive(socket)).Bytes);
        Assert.Equal(WebSocketMessageType.Close, (await MuxPair.Receive(socket)).Type);
        Assert.Equal((4301, "it moves", WebSocketState.Closed), ((int)socket.CloseStatus!, socket.CloseStatusDescription, socket.State));
        await Assert.ThrowsAsync<WebSocketException>(() => MuxPair.Receive(socket));
        await Assert.ThrowsAsync<WebSocketException>(async () =>
            await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None));
        Assert.Equal(0, pair.Caller.Count);
    }

    [Fact]
    public async Task A_refused_socket_says_why_and_the_connection_goes_on()
    {
        await using var pair = await MuxPair.Open((socket, request) =>
        {
            if (request.Length == 0) return MuxPair.Echo(socket, request);
            socket.Refuse(HttpStatusCode.TooManyRequests);
            return Task.CompletedTask;
        });
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => pair.Open([1]));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using var socket = await pair.Open();
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task An_aborted_socket_is_lost_to_the_other_side_and_to_nobody_else()
    {
        await using var pair = await MuxPair.Open(MuxPair.Echo);
        using var other = await pair.Open();
        var aborted = await pair.Open();
        var receiving = MuxPair.Receive(aborted);
        aborted.Abort();
        await Assert.ThrowsAsync<WebSocketException>(() => receiving);
        Assert.Equal(WebSocketState.Aborted, aborted.State);
        while (pair.Server.Count > 1) await Task.Delay(10); // the handler of the aborted one has ended
        await other.SendAsync("still here"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Equal("still here"u8.ToArray(), (await MuxPair.Receive(other)).Bytes);
    }

    [Fact]
    public async Task Who_serves_a_socket_learns_that_it_was_aborted_even_if_it_reads_nothing()
    {
        var served = new TaskCompletionSource<MuxSocket>();
        await using var pair = await MuxPair.Open((socket, _) =>
        {
            socket.Accept();
            served.TrySetResult(socket);
            return Task.Delay(Timeout.Infinite, socket.Gone).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var aborted = await pair.Open();
        var server = await served.Task.WaitAsync(MuxPair.Patience);
        await aborted.SendAsync("before"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.False(server.Gone.IsCancellationRequested);
        aborted.Abort();
        while (pair.Server.Count > 0) await Task.Delay(10);
        Assert.True(server.Gone.IsCancellationRequested);
    }

    [Fact]
    public async Task What_arrived_before_a_socket_was_lost_can_be_read_also_by_a_server_that_gives_it_up()
    {
        var read = new TaskCompletionSource<(byte[] Message, WebSocketMessageType Last, WebSocketCloseStatus? Status)>();
        await using var pair = await MuxPair.Open(async (socket, _) =>
        {
            socket.Accept();
            await Task.Delay(Timeout.Infinite, socket.Gone).ContinueWith(_ => { }, TaskScheduler.Default);
            await Assert.ThrowsAsync<WebSocketException>(() =>
                socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None));
            socket.Abort();
            var message = (await MuxPair.Receive(socket)).Bytes;
            var last = await socket.ReceiveAsync(new byte[10].AsMemory(), CancellationToken.None);
            read.SetResult((message, last.MessageType, socket.CloseStatus));
        });
        var closed = await pair.Open();
        await closed.SendAsync("before"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await closed.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        closed.Dispose();
        var (bytes, type, status) = await read.Task.WaitAsync(MuxPair.Patience);
        Assert.Equal("before"u8.ToArray(), bytes);
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.NormalClosure), (type, status));
    }

    [Fact]
    public async Task A_reason_that_does_not_fit_is_refused_and_harms_nobody()
    {
        await using var pair = await MuxPair.Open(MuxPair.Echo);
        using var socket = await pair.Open();
        await Assert.ThrowsAsync<ArgumentException>(() =>
            socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, new string('x', 124), CancellationToken.None));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, new string('x', 123), CancellationToken.None).WaitAsync(MuxPair.Patience);
        Assert.Equal(123, socket.CloseStatusDescription!.Length);
    }

    [Fact]
    public async Task A_cancelled_receive_or_send_aborts_its_socket()
    {
        var over = new TaskCompletionSource();
        await using var pair = await MuxPair.Open((socket, _) =>
        {
            socket.Accept();
            return over.Task;
        });
        using var cancel = new CancellationTokenSource();
        using var receiver = await pair.Open();
        using var sender = await pair.Open();
        var receiving = receiver.ReceiveAsync(new byte[10].AsMemory(), cancel.Token).AsTask();
        var sending = sender.SendAsync(new byte[200_000].AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancel.Token).AsTask();
        Assert.False(receiving.IsCompleted || sending.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(MuxPair.Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(MuxPair.Patience));
        Assert.Equal((WebSocketState.Aborted, WebSocketState.Aborted), (receiver.State, sender.State));
        over.SetResult();
    }

    [Fact]
    public async Task A_connection_that_goes_away_serves_its_sockets_to_their_end()
    {
        await using var pair = await MuxPair.Open(MuxPair.Echo);
        using var socket = await pair.Open();
        pair.Server.GoAway();
        while (pair.Caller.IsUsable) await Task.Delay(10);
        await socket.SendAsync("and one more"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Equal("and one more"u8.ToArray(), (await MuxPair.Receive(socket)).Bytes);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(MuxPair.Patience);
        await pair.Caller.Ended.WaitAsync(MuxPair.Patience);
        Assert.Null(pair.Caller.Reason);
    }
}
