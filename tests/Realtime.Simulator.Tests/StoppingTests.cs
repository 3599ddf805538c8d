using System.Net.WebSockets;

namespace Realtime.Simulator.Tests;

public sealed class StoppingTests
{
    [Fact]
    public async Task A_stopping_simulator_closes_every_connection_whatever_its_state()
    {
        var simulator = new RunningSimulator();
        await simulator.InitializeAsync();
        using var live = await RawClient.ConnectAsync(simulator);
        using var stalled = await RawClient.ConnectAsync(simulator, "model=sim-fault-stall:after-0");
        using var pending = new ClientWebSocket();
        var connecting = pending.ConnectAsync(
            new UriBuilder(simulator.Address) { Scheme = "ws", Path = "/v1/realtime",
                Query = "model=sim-fault-no-handshake&mark=pending" }.Uri, CancellationToken.None);
        await simulator.ListedAsync(stalled.Mark, session => session["faults"]!.AsArray().Count == 1);
        await simulator.ListedAsync("pending", session => (string?)session["state"] == "open");

        await live.ReceiveAsync("session.created");
        var stopped = simulator.DisposeAsync();

        Assert.Equal(WebSocketMessageType.Close, (await live.ReceiveMessageAsync()).Type);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, live.Socket.CloseStatus);
        await Assert.ThrowsAsync<WebSocketException>(() => stalled.ReceiveMessageAsync());
        await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        await stopped.WaitAsync(TimeSpan.FromSeconds(120));
    }
}
