using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Realtime.Simulator.Tests;

/// <summary>What a client sees on its socket when the simulator inflicts a fault.</summary>
public sealed class FaultTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Fact]
    public async Task It_accepts_and_closes_at_once()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim-fault-close-at-once");
        await ClosesAsync(client, 1000, null);
    }

    [Fact]
    public async Task It_closes_after_a_number_of_messages_with_the_given_code_and_reason()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&fault=close&after=2&code=4002&reason=enough");
        await client.ReceiveAsync("session.created");
        await client.SayAsync("One");
        await client.SayAsync("Two");
        await client.ReceiveUntilAsync("conversation.item.done");
        await client.ReceiveUntilAsync("conversation.item.done");
        await ClosesAsync(client, 4002, "enough");
    }

    [Theory]
    [InlineData("model=sim-fault-reset-at-once", SocketError.ConnectionReset)]
    [InlineData("model=sim&fault=reset", SocketError.ConnectionReset)]
    [InlineData("model=sim-fault-reset-on-write&after=0", SocketError.ConnectionReset)]
    [InlineData("model=sim-fault-drop", null)]
    [InlineData("model=sim-fault-cut", null)]
    public async Task The_connection_is_lost_without_a_Close_frame(string query, SocketError? socketError)
    {
        using var client = await RawClient.ConnectAsync(simulator, query);
        var lost = await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            await client.SayAsync("One");
            while (true)
                await client.ReceiveAsync();
        });
        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, lost.WebSocketErrorCode);
        Assert.Equal(socketError, (lost.InnerException?.GetBaseException() as SocketException)?.SocketErrorCode);
        var listed = await simulator.ListedAsync(client.Mark, session => (string?)session["state"] == "closed");
        Assert.Equal("broken by the simulator", (string?)listed["outcome"]);
    }

    [Theory]
    [InlineData("server-error", "server_error", null)]
    [InlineData("authentication", "authentication_error", "invalid_api_key")]
    [InlineData("insufficient-quota", "insufficient_quota", "insufficient_quota")]
    [InlineData("session-expired", "invalid_request_error", "session_expired")]
    [InlineData("bare-error", null, null)]
    [InlineData("invalid-request", "invalid_request_error", "invalid_value")]
    [InlineData("unknown-error", "mystery_error", "mystery")]
    public async Task A_text_can_ask_for_an_error_event(string fault, string? type, string? code)
    {
        using var client = await RawClient.ConnectAsync(simulator);
        await client.SayAsync($"/fault {fault}");
        var error = (await client.ReceiveUntilAsync("error"))[^1]["error"]!;
        Assert.Equal(type, (string?)error["type"]);
        Assert.Equal(code, (string?)error["code"]);
    }

    [Theory]
    [InlineData("malformed")]
    [InlineData("no-type")]
    [InlineData("unknown-type")]
    [InlineData("missing-field")]
    [InlineData("not-object")]
    [InlineData("unstorable")]
    [InlineData("fragmented")]
    public async Task After_a_strange_message_the_session_goes_on(string fault)
    {
        using var client = await RawClient.ConnectAsync(simulator);
        var id = (string)(await client.ReceiveAsync("session.created"))["session"]!["id"]!;
        Assert.Equal(HttpStatusCode.Accepted, (await simulator.BreakAsync(id, fault)).StatusCode);
        var (type, bytes) = await client.ReceiveMessageAsync();
        Assert.Equal(WebSocketMessageType.Text, type);
        Assert.NotEmpty(Encoding.UTF8.GetString(bytes));
        await client.SayAsync("Still there?");
        await client.ReceiveAsync("conversation.item.added");
    }

    [Fact]
    public async Task It_sends_a_binary_message()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&fault=binary&after=0");
        Assert.Equal(WebSocketMessageType.Binary, (await client.ReceiveMessageAsync()).Type);
    }

    [Fact]
    public async Task It_sends_an_oversize_message()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim-fault-oversize&after=0");
        Assert.Equal(17 * 1024 * 1024, (await client.ReceiveMessageAsync()).Bytes.Length);
    }

    [Fact]
    public async Task It_sends_events_before_session_created()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim-fault-speak-first");
        for (var count = 0; count < 3; count++)
            await client.ReceiveAsync("conversation.item.added");
        await client.ReceiveAsync("session.created");
    }

    [Fact]
    public async Task It_sends_ten_events_and_then_a_Close_frame()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim-fault-flood-close");
        await client.ReceiveAsync("session.created");
        await client.UpdateAsync([]);
        await client.ReceiveAsync("session.updated");
        for (var count = 0; count < 10; count++)
            await client.ReceiveAsync("conversation.item.added");
        await ClosesAsync(client, 1000, null);
    }

    [Fact]
    public async Task The_fault_waits_for_a_client_event_of_the_given_type()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&fault=flood&on=conversation.item.create&count=2");
        await client.ReceiveAsync("session.created");
        await client.UpdateAsync([]);
        await client.ReceiveAsync("session.updated");
        await client.SayAsync("Now");
        await client.ReceiveUntilAsync("conversation.item.done");
        Assert.Equal("item_flood_1", (string?)(await client.ReceiveAsync())["item"]!["id"]);
        Assert.Equal("item_flood_2", (string?)(await client.ReceiveAsync())["item"]!["id"]);
    }

    [Fact]
    public async Task A_model_name_can_carry_a_fault_with_its_parameters()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim-fault-flood%2Bclose:after-0:count-2:code-4003");
        await client.ReceiveAsync("conversation.item.added");
        await client.ReceiveAsync("conversation.item.added");
        await ClosesAsync(client, 4003, null);
    }

    [Fact]
    public async Task Several_faults_happen_in_the_given_order()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&fault=unknown-error,wait,close&delay=1&after=0&code=1011");
        await client.ReceiveAsync("error");
        await ClosesAsync(client, 1011, null);
    }

    [Fact]
    public async Task A_session_at_its_limit_gets_session_expired_and_is_closed()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&limit=1");
        await client.ReceiveAsync("session.created");
        Assert.Equal("session_expired", (string?)(await client.ReceiveAsync("error"))["error"]!["code"]);
        await ClosesAsync(client, 1000, null);
    }

    private static async Task ClosesAsync(RawClient client, int code, string? reason)
    {
        WebSocketMessageType type;
        do
        {
            (type, _) = await client.ReceiveMessageAsync();
        }
        while (type != WebSocketMessageType.Close);
        Assert.Equal(code, (int?)client.Socket.CloseStatus);
        Assert.Equal(reason ?? "", client.Socket.CloseStatusDescription ?? "");
    }
}
