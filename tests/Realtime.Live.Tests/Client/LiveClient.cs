using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Contract;

namespace Realtime.Live.Tests.Client;

/// <summary>A live socket's client that sees exactly what arrives. It reads all the time, unless a test stops it.</summary>
sealed class LiveClient : IAsyncDisposable
{
    readonly ClientWebSocket socket = new();
    readonly Arrivals<LiveMessage> incoming;
    readonly CancellationTokenSource stop = new();
    Task reading = Task.CompletedTask;

    LiveClient() => incoming = new(seen => $"{string.Join(", ", seen.TakeLast(60))} (close code {CloseCode})");

    /// <summary>The messages that <see cref="Until(Func{LiveMessage, bool}, string)"/> has passed.</summary>
    public IReadOnlyList<LiveMessage> Seen => incoming.Seen;

    public IEnumerable<LiveMessage> Envelopes => Seen.Where(m => m.IsEnvelope);

    public string Conversation => Header("x-realtime-conversation");

    public Guid Session => Guid.Parse(Header("x-realtime-session"));

    public string? SubProtocol => socket.SubProtocol;

    /// <summary>The code of the Close frame, once it has come.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    public static async Task<LiveClient> Connect(Uri api, string path, string? key = null, Action<ClientWebSocketOptions>? configure = null,
        bool reads = true)
    {
        using var patience = Patience.Source();
        var client = new LiveClient();
        client.socket.Options.CollectHttpResponseDetails = true;
        if (key is not null) client.socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        configure?.Invoke(client.socket.Options);
        await client.socket.ConnectAsync(new Uri($"ws://{api.Authority}{path}"), patience.Token);
        if (reads) client.Read();
        return client;
    }

    /// <summary>Begins to read, if it did not from the start.</summary>
    public void Read() => reading = Read(stop.Token);

    async Task Read(CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), ct);
                if (received.MessageType is WebSocketMessageType.Close) break;
                message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage) continue;
                var json = JsonSerializer.Deserialize<JsonElement>(message.ToArray());
                StreamContract.CheckMessage(json);
                incoming.Add(new LiveMessage(json));
                message.SetLength(0);
            }

            StreamContract.CheckClose(CloseCode);
            incoming.Complete();
        }
        catch (InvalidOperationException differs)
        {
            incoming.Complete(differs);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            incoming.Complete(e);
        }
    }

    public Task<LiveMessage> Until(string type) => Until(m => m.Type == type, type);

    /// <summary>Reads on, up to and including the first such message.</summary>
    public Task<LiveMessage> Until(Func<LiveMessage, bool> isIt, string what) => incoming.Until(isIt, what);

    /// <summary>Reads to the end: the Close frame's code, or null if the connection was cut.</summary>
    public async Task<int?> UntilClosed()
    {
        try
        {
            await incoming.Rest();
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
        {
            // The connection was cut: there is no code.
        }

        return CloseCode;
    }

    public Task Send(object message) => Send(JsonSerializer.Serialize(message));

    public Task Send(string message) => Send(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);

    public async Task Send(ReadOnlyMemory<byte> message, WebSocketMessageType type)
    {
        using var patience = Patience.Source();
        await socket.SendAsync(message, type, endOfMessage: true, patience.Token);
    }

    /// <summary>False once the connection is closed.</summary>
    public async Task<bool> TrySend(string message)
    {
        try
        {
            await Send(message);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return false; // closed while it was being written, or before
        }
    }

    /// <summary>Sends a Close frame and waits for the other side's.</summary>
    public async Task Close()
    {
        using var patience = Patience.Source();
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        await reading.WaitAsync(patience.Token);
    }

    /// <summary>Cuts the connection without a Close frame.</summary>
    public void Abort() => socket.Abort();

    string Header(string name) =>
        socket.HttpResponseHeaders?.TryGetValue(name, out var values) == true
            ? values.Single()
            : throw new InvalidOperationException($"No {name} came back.");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        socket.Abort();
        await reading;
        socket.Dispose();
        stop.Dispose();
    }
}
