using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Network;

/// <summary>Workers are upgraded first: an API of an earlier build opens a WebSocket of its own to the owner for each live socket.</summary>
public sealed class EarlierApiTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_worker_serves_the_live_sockets_of_an_API_of_an_earlier_build()
    {
        var stack = await StartStack(StackSettings.Default);
        var session = (await stack.StartSessions(1))[0];
        await Assert.ThrowsAsync<WebSocketException>(() => Connect(stack, session.Conversation.Id, Guid.NewGuid(), "live=true"));
        using var live = await Connect(stack, session.Conversation.Id, session.Id, "live=true&drive=true");
        var attached = await Receive(live);
        Assert.True(attached.GetProperty("driver").GetBoolean());
        await live.SendAsync("""{"type":"response.create"}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, default);
        while ((await Receive(live)).GetProperty("type").GetString() is not "response.done")
        {
        }

        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        while (live.CloseStatus is null) await Receive(live);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, live.CloseStatus);
    }

    static async Task<ClientWebSocket> Connect(RealtimeStack stack, string conversation, Guid session, string query)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {await InternalKey.Of(stack.Database)}");
        var worker = stack.Workers[0].Address;
        await socket.ConnectAsync(new Uri($"ws://{worker.Authority}/internal/conversations/{conversation}/sessions/{session}?{query}"), default);
        return socket;
    }

    /// <summary>A message in JSON; an empty object for a confirmed version, and for the Close frame.</summary>
    static async Task<JsonElement> Receive(ClientWebSocket socket)
    {
        using var patience = Patience.Source();
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer, patience.Token);
            message.Write(buffer, 0, piece.Count);
            if (!piece.EndOfMessage) continue;
            var text = Encoding.UTF8.GetString(message.ToArray());
            return JsonSerializer.Deserialize<JsonElement>(text.StartsWith('{') ? text : """{"type":""}""");
        }
    }
}
