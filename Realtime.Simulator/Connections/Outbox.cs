using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json;
using Realtime.Simulator.Protocol;

namespace Realtime.Simulator.Connections;

/// <summary>
/// Sends messages to the client. A sender holds a lock, which also protects the session's state: each client event, each step of a
/// running response and each fault completes before the next begins.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A SemaphoreSlim whose wait handle is never used has nothing to dispose.")]
internal sealed class Outbox(WebSocket socket, Wire wire, ConnectionRecord record)
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private long events;

    public Wire Wire => wire;

    public ConnectionRecord Record => record;

    /// <summary>How the next response ends, if it is asked to fail.</summary>
    public ResponseEnd? NextEnd { get; set; }

    public ResponseEnd TakeEnd()
    {
        var end = NextEnd ?? ResponseEnd.Completed;
        NextEnd = null;
        return end;
    }

    public async ValueTask<Turn> TakeTurnAsync(CancellationToken cancellation = default)
    {
        if (!turn.Wait(0, CancellationToken.None))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, wire.Closed);
            await turn.WaitAsync(either.Token);
        }

        return new Turn(turn);
    }

    public ValueTask SendAsync(string type) => SendAsync(type, 0, static (_, _) => { });

    public async ValueTask SendAsync<T>(string type, T state, Action<Utf8JsonWriter, T> write)
    {
        var buffer = EventBuffer.Rent();
        try
        {
            var json = buffer.Json;
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            json.WriteString("event_id"u8, $"event_{record.ShortId}_{NextEventNumber()}");
            write(json, state);
            json.WriteEndObject();
            json.Flush();
            await SendAsync(buffer.Written);
        }
        finally
        {
            EventBuffer.Return(buffer);
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type = WebSocketMessageType.Text,
        bool endOfMessage = true)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return ValueTask.CompletedTask;

        record.Sent(message.Length);
        return socket.SendAsync(message, type, endOfMessage, CancellationToken.None);
    }

    public async ValueTask CloseAsync(int code, string? reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;

        record.SentClose(code, reason);
        var status = (WebSocketCloseStatus)code;
        await socket.CloseOutputAsync(status, status == WebSocketCloseStatus.Empty ? null : reason, CancellationToken.None);
    }

    public long NextEventNumber() => Interlocked.Increment(ref events);

    public readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
