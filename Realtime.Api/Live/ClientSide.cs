using System.Net.WebSockets;
using Realtime.EventLog;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>The client's end of a live socket. Relayed messages and the log's are written to it one whole message at a time.</summary>
sealed class ClientSide(WebSocket socket) : IAsyncDisposable
{
    /// <summary>How long a client may take to accept one message.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    /// <summary>How long a client may take to finish its message and to close after our Close frame.</summary>
    static readonly TimeSpan LetGoPatience = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim writing = new(1, 1);
    readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile bool gone, closed;

    /// <summary>The client closed, or was lost.</summary>
    public bool IsGone => gone;

    /// <summary>We closed the client's socket.</summary>
    public bool IsLetGo => letGo.Task.IsCompleted;

    /// <summary>The client closed its socket while the session had no owner that could be informed.</summary>
    public bool ClosedUnheard { get; private set; }

    /// <summary>The owner knows that the client disconnected.</summary>
    public bool HasToldOwner { get; private set; }

    /// <summary>Sends a whole message of the log. After our Close frame we send nothing; a late send is not an error.</summary>
    public async Task Send(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            if (!closed) await Write(message, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Begins a message that is relayed piece by piece; no other message is written before its last piece.</summary>
    public Task BeginMessage(CancellationToken ct) => writing.WaitAsync(ct);

    public void EndMessage() => writing.Release();

    public ValueTask Write(ReadOnlyMemory<byte> piece, WebSocketMessageType type, bool endOfMessage, CancellationToken ct) =>
        socket.SendOrAbort(piece, type, endOfMessage, Patience, ct);

    /// <summary>
    /// Relays the client's messages to the owner, piece by piece, until the client closes or is lost; then informs the owner.
    /// </summary>
    public async Task Read(CurrentOwner owner, CancellationToken ct)
    {
        using var buffer = new PieceBuffer();
        OwnerConnection? connection = null;
        var rest = false; // the rest of a message whose beginning went to a lost connection
        try
        {
            while (true)
            {
                var piece = await buffer.Receive(socket, ct);
                if (piece.MessageType is WebSocketMessageType.Close)
                {
                    await Gone(connection, properly: !letGo.Task.IsCompleted);
                    return;
                }

                if (!rest) connection = await Next(owner, ct);
                if (connection is null) continue; // we closed the socket: read until the client closes too
                var taken = await connection.TrySend(buffer.Bytes, piece.MessageType, piece.EndOfMessage, ct);
                rest = !piece.EndOfMessage;
                if (!taken && piece.EndOfMessage) connection = null;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            await Gone(connection, properly: false);
        }
        finally
        {
            read.TrySetResult();
        }

        async Task Gone(OwnerConnection? last, bool properly)
        {
            gone = true;
            if (owner.Connection is { IsCompletedSuccessfully: true } now) last = await now;
            HasToldOwner = last is not null && await last.TryTellGone(properly);
            ClosedUnheard = properly && !HasToldOwner;
            if (properly) await Close(WebSocketCloseStatus.NormalClosure, null);
        }
    }

    /// <summary>The connection for the next message; null after we closed the client's socket.</summary>
    async ValueTask<OwnerConnection?> Next(CurrentOwner owner, CancellationToken ct)
    {
        if (letGo.Task.IsCompleted) return null;
        var connection = owner.Connection;
        if (!connection.IsCompletedSuccessfully) await Task.WhenAny(connection, letGo.Task).WaitAsync(ct);
        return connection.IsCompletedSuccessfully ? await connection : null;
    }

    /// <summary>Sends session_ended as the last message, then a Close frame whose code tells the reason.</summary>
    public async Task End(LoggedEvent end)
    {
        try
        {
            using var patience = new CancellationTokenSource(ClosePatience);
            if (socket.State is WebSocketState.Open) await Send(end.Envelope, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException)
        {
            socket.Abort(); // the client disconnected first
        }

        await Close(LiveCloseCode.Of(((SessionEnded)end.Decode()).Reason), end.Type);
    }

    /// <summary>Closes the client's socket; the client may reconnect and read what it missed from the log.</summary>
    /// <param name="patience">How long the client may take to finish its message and to close; 5 s if not given.</param>
    public async Task LetGo(WebSocketCloseStatus code, string? reason = null, TimeSpan? patience = null)
    {
        letGo.TrySetResult();
        await Close(code, reason);
        await Task.WhenAny(read.Task, Task.Delay(patience ?? LetGoPatience, CancellationToken.None));
        socket.Abort();
    }

    async Task Close(WebSocketCloseStatus code, string? reason)
    {
        closed = true;
        var isAlone = await writing.WaitAsync(ClosePatience); // after the message that is being written
        using var patience = new CancellationTokenSource(ClosePatience);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(code, reason, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException)
        {
            socket.Abort();
        }
        finally
        {
            if (isAlone) writing.Release();
        }
    }

    public void Abort() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        writing.Dispose();
        return ValueTask.CompletedTask;
    }
}
