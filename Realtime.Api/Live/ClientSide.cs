using System.Net.WebSockets;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>The client's end of a live socket: relayed messages and the log's are written to it one whole message at a time.</summary>
sealed class ClientSide(WebSocket socket) : IAsyncDisposable
{
    /// <summary>How long a client may take to accept one message.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim writing = new(1, 1);
    volatile bool gone;

    /// <summary>The client closed, or was lost.</summary>
    public bool IsGone => gone;

    public async Task Send(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            await Write(message, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Begins a message that is relayed piece by piece; nothing else is written until it is whole.</summary>
    public Task BeginMessage(CancellationToken ct) => writing.WaitAsync(ct);

    public void EndMessage() => writing.Release();

    public async ValueTask Write(ReadOnlyMemory<byte> piece, WebSocketMessageType type, bool endOfMessage, CancellationToken ct)
    {
        var sending = socket.SendAsync(piece, type, endOfMessage, ct);
        if (sending.IsCompletedSuccessfully) return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        await using (patience.Token.UnsafeRegister(static s => ((WebSocket)s!).Abort(), socket)) await sending;
    }

    /// <exception cref="WebSocketException">The client was lost.</exception>
    public async ValueTask<ValueWebSocketReceiveResult> Receive(Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            var received = await socket.ReceiveAsync(buffer, ct);
            if (received.MessageType is WebSocketMessageType.Close) gone = true;
            return received;
        }
        catch (WebSocketException)
        {
            gone = true;
            throw;
        }
    }

    /// <summary>The end is the last message; then a Close whose code tells the reason.</summary>
    public async Task End(LoggedEvent end)
    {
        using var patience = new CancellationTokenSource(ClosePatience);
        try
        {
            if (socket.State is WebSocketState.Open) await Send(end.Envelope, patience.Token);
            var reason = ((SessionEnded)end.Decode()).Reason;
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(LiveCloseCode.Of(reason), end.Type, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort(); // it went first
        }
    }

    public ValueTask DisposeAsync()
    {
        writing.Dispose();
        return ValueTask.CompletedTask;
    }
}
