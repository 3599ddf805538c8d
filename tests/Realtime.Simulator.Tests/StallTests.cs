using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Realtime.Simulator.Tests;

/// <summary>Connections that stay open while one direction is blocked.</summary>
public sealed class StallTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_stalled_connection_answers_no_ping()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&fault=stall&after=0", options =>
        {
            options.KeepAliveInterval = Short;
            options.KeepAliveTimeout = Short;
        });
        await Assert.ThrowsAnyAsync<Exception>(() => client.ReceiveMessageAsync());
        await simulator.ListedAsync(client.Mark, session => (string?)session["state"] == "closed");
    }

    [Fact]
    public async Task A_live_connection_answers_pings()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&limit=2", options =>
        {
            options.KeepAliveInterval = Short;
            options.KeepAliveTimeout = Short;
        });
        await client.ReceiveAsync("session.created");
        await client.ReceiveAsync("error");
    }

    [Fact]
    public async Task A_deaf_connection_blocks_the_clients_writes_in_the_end_but_still_sends()
    {
        using var client = await RawClient.ConnectAsync(simulator);
        var id = (string)(await client.ReceiveAsync("session.created"))["session"]!["id"]!;
        await simulator.BreakAsync(id, "deaf&delay=4000");
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var message = Encoding.UTF8.GetBytes(
            $$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(Pcm.Silence(10_000))}}"}""");
        await simulator.BreakAsync(id, "unknown-type");
        await client.ReceiveAsync("mystery.happened");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            for (var sent = 0; sent < 200; sent++)
                await client.Socket.SendAsync(message, WebSocketMessageType.Text, true, giveUp.Token);
        });
        client.Dispose();
        var listed = await simulator.ListedAsync(client.Mark, session => (string?)session["state"] == "closed");
        Assert.Equal("broken by the simulator", (string?)listed["outcome"]);
    }

    [Fact]
    public async Task A_Close_frame_of_the_client_stays_unanswered()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&fault=no-close&after=0");
        await client.ReceiveAsync("session.created");
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<Exception>(() => client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, giveUp.Token));
        var listed = await simulator.ListedAsync(client.Mark, session => (string?)session["state"] == "closed");
        Assert.Equal(1000, (int)listed["closeReceived"]!["code"]!);
        Assert.Null(listed["closeSent"]);
    }

    [Fact]
    public async Task A_mute_connection_sends_nothing_more()
    {
        using var client = await RawClient.ConnectAsync(simulator);
        var id = (string)(await client.ReceiveAsync("session.created"))["session"]!["id"]!;
        await simulator.BreakAsync(id, "mute");
        await client.SayAsync("Anybody?");
        using var giveUp = new CancellationTokenSource(Short);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.Socket.ReceiveAsync(new byte[100], giveUp.Token));
        client.Dispose();
        await simulator.ListedAsync(client.Mark, session => (string?)session["state"] == "closed");
    }

    [Fact]
    public async Task An_error_and_the_events_after_it_leave_in_one_packet()
    {
        using var tcp = new TcpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await tcp.ConnectAsync(simulator.Address.Host, simulator.Address.Port, patience.Token);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/realtime?model=sim&fault=error-then-more&after=0 HTTP/1.1\r\nHost: {simulator.Address.Authority}\r\n" +
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
            + "MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"), patience.Token);

        var packet = "";
        var buffer = new byte[64 * 1024];
        while (!packet.Contains("insufficient_quota", StringComparison.Ordinal))
            packet = Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, patience.Token));
        Assert.Contains("item_flood_5", packet, StringComparison.Ordinal);
    }
}
