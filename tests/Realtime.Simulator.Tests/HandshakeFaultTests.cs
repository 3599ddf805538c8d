using System.Net;
using System.Net.WebSockets;

namespace Realtime.Simulator.Tests;

public sealed class HandshakeFaultTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Theory]
    [InlineData("refuse-401", 401)]
    [InlineData("refuse-403", 403)]
    [InlineData("refuse-404", 404)]
    [InlineData("refuse-429", 429)]
    [InlineData("refuse-500", 500)]
    [InlineData("refuse&code=503", 503)]
    public async Task A_handshake_is_refused(string fault, int status)
    {
        using var answer = await simulator.Http.GetAsync(new Uri($"v1/realtime?model=sim&fault={fault}", UriKind.Relative));
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => RawClient.ConnectAsync(simulator, $"model=sim&fault={fault}"));
        Assert.Contains($"'{status}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_is_never_answered()
    {
        using var socket = new ClientWebSocket();
        using var giveUp = new CancellationTokenSource();
        var mark = Guid.NewGuid().ToString("N");
        var connecting = socket.ConnectAsync(new UriBuilder(simulator.Address) { Scheme = "ws", Path = "/v1/realtime",
            Query = $"model=sim-fault-no-handshake&mark={mark}" }.Uri, giveUp.Token);
        await simulator.ListedAsync(mark, session => (string?)session["state"] == "open");
        Assert.False(connecting.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => connecting);
        var listed = await simulator.ListedAsync(mark, session => (string?)session["state"] == "closed");
        Assert.Equal("aborted in the handshake", (string?)listed["outcome"]);
    }

    [Fact]
    public async Task A_handshake_is_answered_late()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim-fault-slow-handshake:delay-50");
        await client.ReceiveAsync("session.created");
    }

    [Fact]
    public async Task A_waiting_handshake_is_answered_on_request()
    {
        var mark = Guid.NewGuid().ToString("N");
        var connecting = RawClient.ConnectAsync(simulator, $"model=sim-fault-no-handshake&marked={mark}");
        var waiting = await simulator.ListedAsync(mark, session => (string?)session["state"] == "open");
        Assert.False(connecting.IsCompleted);
        using var answer = await simulator.Http.PostAsync(new Uri($"sessions/{waiting["id"]}/answer", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using var client = await connecting;
        await client.ReceiveAsync("session.created");
    }

    [Fact]
    public async Task Without_a_waiting_handshake_the_request_is_refused()
    {
        using var answer = await simulator.Http.PostAsync(new Uri("sessions/sess_none/answer", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
