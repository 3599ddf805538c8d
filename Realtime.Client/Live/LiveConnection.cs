using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Realtime.Client.Http;

namespace Realtime.Client.Live;

/// <summary>One WebSocket of a live session.</summary>
sealed class LiveConnection : IDisposable
{
    public const int MaximumBytes = 16 * 1024 * 1024;
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    readonly ClientWebSocket socket = new();
    readonly SemaphoreSlim writing = new(1, 1);
    readonly ArrayBufferWriter<byte> message = new(16 * 1024);

    public int? CloseCode => (int?)socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    /// <exception cref="ProblemException">The service refused it.</exception>
    /// <exception cref="IOException">The service was not reached.</exception>
    public static async Task<LiveConnection> Open(Calls calls, string path, CancellationToken ct)
    {
        var connection = new LiveConnection();
        try
        {
            await connection.Connect(calls, path, ct);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    async Task Connect(Calls calls, string path, CancellationToken ct)
    {
        var address = new UriBuilder(new Uri(calls.Root, path)) { Scheme = calls.Root.Scheme is "https" ? "wss" : "ws" }.Uri;
        socket.Options.KeepAliveInterval = calls.Options.Silence / 3;
        socket.Options.KeepAliveTimeout = calls.Options.Silence * 2 / 3;
        using var timeout = new CancellationTokenSource(calls.Options.AttemptTimeout, calls.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        using var handshake = new HttpMessageInvoker(new Handshake(calls.Http));
        try
        {
            await socket.ConnectAsync(address, handshake, either.Token);
        }
        catch (WebSocketException e)
        {
            throw e.InnerException is ProblemException refused ? refused : new IOException("The service was not reached.", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException("The service did not complete the handshake in time.", e);
        }
    }

    /// <summary>The next message with its size; null after a Close frame.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    public async Task<(LiveMessage Message, int Bytes)?> Receive(CancellationToken ct)
    {
        try
        {
            message.ResetWrittenCount();
            while (true)
            {
                var piece = await socket.ReceiveAsync(message.GetMemory(4 * 1024), ct);
                if (piece.MessageType is WebSocketMessageType.Close) return null;
                message.Advance(piece.Count);
                if (piece.EndOfMessage) return (LiveMessage.Read(JsonElement.Parse(message.WrittenSpan)), message.WrittenCount);
                if (message.WrittenCount > MaximumBytes) throw new IOException("A message of the service is larger than 16 MiB.");
            }
        }
        catch (Exception e) when (e is WebSocketException or JsonException or ObjectDisposedException)
        {
            throw new IOException("The connection of the live socket is lost.", e);
        }
    }

    /// <exception cref="IOException">The connection is lost; the message may have arrived.</exception>
    public async Task Send(ReadOnlyMemory<byte> utf8, CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            await socket.SendAsync(utf8, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException("The connection of the live socket is lost; the message may have arrived.", e);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Sends a Close frame, after which the service sends nothing.</summary>
    public async Task Close()
    {
        using var patience = new CancellationTokenSource(ClosePatience);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException)
        {
            socket.Abort(); // it was lost first
        }
    }

    public void Dispose() => socket.Dispose(); // not the semaphore: a late send finds the socket closed
}
