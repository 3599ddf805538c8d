using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Realtime.Simulator.Tests;

public sealed class ListingTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Fact]
    public async Task An_open_connection_is_listed_with_what_it_received()
    {
        using var client = await RawClient.ConnectAsync(simulator, configure: options =>
        {
            options.SetRequestHeader("Authorization", "Bearer a-secret");
            options.SetRequestHeader("x-realtime-session", "session 7");
        });
        await client.SayAsync("One");
        await client.SayAsync("Two");
        await client.AppendAsync(Pcm.Silence(60));

        var listed = await simulator.ListedAsync(client.Mark, session => (long?)session["receivedMessages"] == 3);
        Assert.Equal("open", (string?)listed["state"]);
        Assert.Equal("sim", (string?)listed["model"]);
        Assert.Equal("session 7", (string?)listed["headers"]!["x-realtime-session"]);
        Assert.True((bool)listed["authorization"]!);
        Assert.DoesNotContain("a-secret", listed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, (int)listed["received"]!["conversation.item.create"]!);
        Assert.Equal(60, (int)listed["audioMilliseconds"]!);
        Assert.Equal(["One", "Two"], listed["texts"]!.AsArray().Select(text => (string)text!));
    }

    [Fact]
    public async Task A_closed_connection_is_listed_with_the_code_the_client_gave()
    {
        using var client = await RawClient.ConnectAsync(simulator);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await client.ReceiveAsync("session.created");
        await client.Socket.CloseAsync((WebSocketCloseStatus)4001, "had enough", patience.Token);

        var listed = await simulator.ListedAsync(client.Mark, session => (string?)session["state"] == "closed");
        Assert.Equal("closed by the client", (string?)listed["outcome"]);
        Assert.Equal(4001, (int)listed["closeReceived"]!["code"]!);
        Assert.Equal("had enough", (string?)listed["closeReceived"]!["reason"]);
        Assert.Empty((await simulator.Http.GetFromJsonAsync<JsonArray>($"sessions?match={client.Mark}"))!);
    }

    [Fact]
    public async Task A_client_that_disconnects_without_a_Close_frame_is_noticed()
    {
        var client = await RawClient.ConnectAsync(simulator);
        await client.ReceiveAsync("session.created");
        client.Socket.Abort();
        client.Dispose();
        var listed = await simulator.ListedAsync(client.Mark, session => (string?)session["state"] == "closed");
        Assert.Equal("lost", (string?)listed["outcome"]);
    }

    [Fact]
    public async Task An_unknown_fault_is_refused_everywhere()
    {
        using var client = await RawClient.ConnectAsync(simulator);
        var id = (string)(await client.ReceiveAsync("session.created"))["session"]!["id"]!;
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.BreakAsync(id, "typo")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await simulator.BreakAsync("sess_none", "reset")).StatusCode);
        await client.SayAsync("/fault typo");
        await client.ReceiveUntilAsync("error");
        await Assert.ThrowsAsync<WebSocketException>(() => RawClient.ConnectAsync(simulator, "model=sim-fault-typo"));
    }

    [Fact]
    public async Task The_service_reports_its_health_as_JSON()
    {
        var health = await simulator.Http.GetFromJsonAsync<JsonObject>("health");
        Assert.Equal("Healthy", (string?)health!["status"]);
        Assert.Equal("Healthy", (string?)health["checks"]!["self"]!["status"]);
        Assert.Equal(HttpStatusCode.OK, (await simulator.Http.GetAsync(new Uri("alive", UriKind.Relative))).StatusCode);
    }
}
