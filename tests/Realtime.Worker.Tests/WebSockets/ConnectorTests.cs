using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using System.Text;
using static Realtime.Worker.Tests.WebSockets.RawServer;

namespace Realtime.Worker.Tests.WebSockets;

public sealed class ConnectorTests
{
    [Fact]
    public async Task The_request_carries_the_given_headers_and_offers_nothing_else()
    {
        await using var server = new RawServer();
        using var socket = await Connected(server, () => server.Upgrade());

        Assert.StartsWith("GET /v1/realtime?model=sim HTTP/1.1\r\n", server.Head);
        Assert.Contains("\r\nAuthorization: Bearer sesame\r\n", server.Head);
        Assert.Contains("\r\nx-realtime-session: 7\r\n", server.Head);
        Assert.Contains($"\r\nHost: {server.Address.Authority}\r\n", server.Head);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", server.Head);
        Assert.DoesNotContain("Sec-WebSocket-Protocol", server.Head);
    }

    [Fact]
    public async Task Frames_that_come_in_one_packet_with_the_upgrade_are_not_lost()
    {
        await using var server = new RawServer();
        using var socket =
            await Connected(server, () => [.. server.Upgrade(), .. Text("first"), .. Text("second"), 0x81, 5, .. Ascii("th")]);

        Assert.Equal("first", await Next(socket));
        Assert.Equal("second", await Next(socket));
        var third = Next(socket);
        await server.Say(Ascii("ird"));
        Assert.Equal("third", await third);
    }

    [Fact]
    public async Task An_answer_may_come_byte_by_byte()
    {
        await using var server = new RawServer();
        var connecting = server.Connect();
        await server.Accept();
        foreach (var one in (byte[])[.. server.Upgrade(), .. Text("first")]) await server.Say(one);

        using var socket = await connecting;
        Assert.Equal("first", await Next(socket));
    }

    [Fact]
    public async Task Informational_answers_may_come_before_the_upgrade()
    {
        await using var server = new RawServer();
        using var socket = await Connected(server,
            () => [.. Ascii("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), .. server.Upgrade(), .. Text("first")]);

        Assert.Equal("first", await Next(socket));
    }

    [Fact]
    public async Task Both_sides_may_send_and_close()
    {
        await using var server = new RawServer();
        using var socket = await Connected(server, () => server.Upgrade());

        await socket.SendAsync(Ascii("hello").AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var frame = await server.Read(2 + 4 + 5);
        Assert.Equal("hello", Encoding.ASCII.GetString([.. frame[6..].Select((b, i) => (byte)(b ^ frame[2 + i % 4]))]));
        await server.Say(0x88, 2, 0x03, 0xE8);
        var closed = await socket.ReceiveAsync(new byte[16].AsMemory(), CancellationToken.None);
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.NormalClosure), (closed.MessageType, socket.CloseStatus));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await server.ClientGone();
    }

    [Fact]
    public async Task A_wait_with_no_buffer_ends_when_a_message_begins()
    {
        await using var server = new RawServer();
        using var socket = await Connected(server, () => server.Upgrade());

        var waiting = socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await server.Say(Text("first"));
        Assert.False((await waiting).EndOfMessage);
        Assert.Equal("first", await Next(socket));
    }

    [Fact]
    public async Task A_silent_socket_notices_that_its_server_disconnects()
    {
        await using var server = new RawServer();
        using var socket = await Connected(server, () => server.Upgrade());

        var waiting = socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        server.Close();
        await Assert.ThrowsAsync<WebSocketException>(async () => await waiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_aborted_socket_is_closed_at_once(bool somethingWasReadAhead)
    {
        await using var server = new RawServer();
        using var socket =
            await Connected(server, () => somethingWasReadAhead ? [.. server.Upgrade(), .. Text("first")] : server.Upgrade());

        socket.Abort();
        await server.ClientGone();
    }

    [Fact]
    public async Task The_HTTP_client_holds_no_connection_after_the_handshake()
    {
        await using var server = new RawServer();
        using var listener = new MeterListener();
        var (counted, open) = (0, 0L);
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.open_connections" })
                to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, change, tags, _) =>
        {
            if (!tags.ToArray().Contains(new("server.port", server.Address.Port))) return;
            Interlocked.Increment(ref counted);
            Interlocked.Add(ref open, change);
        });
        listener.Start();

        using var socket = await Connected(server, () => server.Upgrade());
        Assert.True(Volatile.Read(ref counted) > 1);
        Assert.Equal(0, Interlocked.Read(ref open));
        var next = Next(socket);
        await server.Say(Text("alive"));
        Assert.Equal("alive", await next);
    }

    /// <summary>Its timer for pings would: sessions live for an hour, and their spans have many tags.</summary>
    [Fact]
    public async Task A_connection_does_not_keep_the_span_in_which_it_was_opened()
    {
        await using var server = new RawServer();
        var (socket, span) = await ConnectedWithin(server);
        using var open = socket;
        for (var i = 0; i < 20 && span.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(span.IsAlive);
        Assert.Equal(WebSocketState.Open, open.State);
    }

    static async Task<(WebSocket Socket, WeakReference Span)> ConnectedWithin(RawServer server)
    {
        using var span = new Activity("handshake").Start();
        var connecting = server.Connect(ping: TimeSpan.FromMinutes(1));
        await server.Accept();
        await server.Say(server.Upgrade());
        return (await connecting, new WeakReference(span));
    }

    static async Task<WebSocket> Connected(RawServer server, Func<byte[]> answer)
    {
        var connecting = server.Connect();
        await server.Accept();
        await server.Say(answer());
        return await connecting;
    }

    static async Task<string> Next(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (buffer, filled) = (new byte[64], 0);
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(filled), patience.Token);
            filled += part.Count;
            if (part.EndOfMessage) return Encoding.ASCII.GetString(buffer, 0, filled);
        }
    }
}
