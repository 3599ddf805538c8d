using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Realtime.Simulator.Tests;

/// <summary>A plain WebSocket client, which sees the messages as they arrive.</summary>
internal sealed class RawClient(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public ClientWebSocket Socket => socket;

    /// <summary>A value in the connection's query, by which the simulator's listing finds the connection.</summary>
    public string Mark { get; private init; } = "";

    public static async Task<RawClient> ConnectAsync(RunningSimulator simulator, string query = "model=sim",
        Action<ClientWebSocketOptions>? configure = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(socket.Options);
        var mark = Guid.NewGuid().ToString("N");
        var address = new UriBuilder(simulator.Address) { Scheme = "ws", Path = "/v1/realtime", Query = $"{query}&mark={mark}" };
        try
        {
            await socket.ConnectAsync(address.Uri, patience.Token);
            return new RawClient(socket) { Mark = mark };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public Task SendAsync(JsonObject message) => SendAsync(message.ToJsonString());

    public async Task SendAsync(string message)
    {
        using var patience = new CancellationTokenSource(Patience);
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, patience.Token);
    }

    public Task UpdateAsync(JsonObject session)
    {
        session["type"] = "realtime";
        return SendAsync(new JsonObject { ["type"] = "session.update", ["session"] = session });
    }

    public Task SayAsync(string text) => SendAsync(new JsonObject
    {
        ["type"] = "conversation.item.create",
        ["item"] = new JsonObject
        {
            ["type"] = "message",
            ["role"] = "user",
            ["content"] = new JsonArray(new JsonObject { ["type"] = "input_text", ["text"] = text }),
        },
    });

    public Task AppendAsync(byte[] pcm) =>
        SendAsync(new JsonObject { ["type"] = "input_audio_buffer.append", ["audio"] = Convert.ToBase64String(pcm) });

    public Task RespondAsync() => SendAsync("""{"type":"response.create"}""");

    public async Task<(WebSocketMessageType Type, byte[] Bytes)> ReceiveMessageAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(buffer, patience.Token);
            bytes.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return (received.MessageType, bytes.ToArray());
    }

    public async Task<JsonObject> ReceiveAsync()
    {
        var (type, bytes) = await ReceiveMessageAsync();
        Assert.Equal(WebSocketMessageType.Text, type);
        return JsonNode.Parse(bytes)!.AsObject();
    }

    /// <summary>Reads the next event, which must be of this type.</summary>
    public async Task<JsonObject> ReceiveAsync(string type)
    {
        var received = await ReceiveAsync();
        Assert.Equal(type, (string?)received["type"]);
        return received;
    }

    /// <summary>Reads events up to and including the first of this type.</summary>
    public async Task<List<JsonObject>> ReceiveUntilAsync(string type)
    {
        var all = new List<JsonObject>();
        do
        {
            all.Add(await ReceiveAsync());
        }
        while ((string?)all[^1]["type"] != type);
        return all;
    }

    /// <summary>Reads on to the first event of this type.</summary>
    public async Task<JsonObject> UntilAsync(string type) => (await ReceiveUntilAsync(type))[^1];

    public void Dispose() => socket.Dispose();
}
