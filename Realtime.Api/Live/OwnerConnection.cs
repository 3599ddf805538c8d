using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Realtime.Api.Workers;
using Realtime.EventLog;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>
/// The internal socket to the owner for one live socket. Messages are relayed piece by piece, without decoding or copying.
/// </summary>
sealed class OwnerConnection : IAsyncDisposable
{
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    /// <summary>Close code: the client was lost and may reconnect. 1000 means that the client closed.</summary>
    const WebSocketCloseStatus ClientLost = (WebSocketCloseStatus)4499;

    /// <summary>Close code: the session moves to another owner.</summary>
    public const WebSocketCloseStatus Moved = (WebSocketCloseStatus)4301;

    /// <summary>Close code: the owner has no room for another socket of the session.</summary>
    public const WebSocketCloseStatus NoRoom = (WebSocketCloseStatus)4429;

    readonly WebSocket owner;

    OwnerConnection(WebSocket owner, long version, bool drives)
    {
        this.owner = owner;
        Version = version;
        Drives = drives;
    }

    /// <summary>The log has everything up to this version; the connection brings what follows.</summary>
    public long Version { get; }

    /// <summary>Whether this socket's client drives the session.</summary>
    public bool Drives { get; }

    /// <summary>Null if the owner does not answer, or does not own the session (any more).</summary>
    /// <exception cref="HttpRequestException">With status 429: the owner takes no other socket of this session.</exception>
    public static async Task<OwnerConnection?> Open(SessionOwner to, LiveRequest request, OwnerConnector owners, TimeSpan wait,
        CancellationToken ct)
    {
        WebSocket? socket = null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(wait);
        try
        {
            socket = await owners.Open(to.Address, new OwnerSocket(request.Conversation, request.SessionId)
            {
                IsLive = true, Drives = request.Drive, Claims = request.Claims, Pins = request.Pins?.ToString(),
            }, patience.Token);
            var buffer = new byte[256];
            var first = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            if (first.MessageType is not WebSocketMessageType.Binary || !first.EndOfMessage)
                throw new WebSocketException("The owner sent no greeting.");
            var greeting = JsonSerializer.Deserialize<Greeting>(buffer.AsSpan(0, first.Count), JsonSerializerOptions.Web)!;
            return new OwnerConnection(socket, greeting.Version, greeting.Driver);
        }
        catch (Exception e) when (e is HttpRequestException { StatusCode: not HttpStatusCode.TooManyRequests } or WebSocketException
            or OperationCanceledException or JsonException)
        {
            socket?.Dispose();
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <summary>
    /// Relays the owner's messages to the client until the owner closes; returns its close code, or null if either side was lost.
    /// </summary>
    /// <param name="reached">Called each time that the owner confirms a version: every event up to it went over the connection.</param>
    public async Task<WebSocketCloseStatus?> ToClient(ClientSide client, Func<long, ValueTask> reached, CancellationToken ct)
    {
        using var buffer = new PieceBuffer();
        try
        {
            while (true)
            {
                var piece = await buffer.Receive(owner, ct);
                if (piece.MessageType is WebSocketMessageType.Close) return owner.CloseStatus;
                if (piece is { MessageType: WebSocketMessageType.Binary, Count: sizeof(long) })
                {
                    await reached(BinaryPrimitives.ReadInt64BigEndian(buffer.Bytes.Span));
                    continue;
                }

                await client.BeginMessage(ct);
                try
                {
                    await client.Write(buffer.Bytes, piece.MessageType, piece.EndOfMessage, ct);
                    while (!piece.EndOfMessage)
                    {
                        piece = await buffer.Receive(owner, ct);
                        await client.Write(buffer.Bytes, piece.MessageType, piece.EndOfMessage, ct);
                    }
                }
                finally
                {
                    client.EndMessage();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return null; // the owner or the client was lost: the log tells which
        }
    }

    /// <summary>Sends a piece of a client's message to the owner; false when the connection is lost.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> TrySend(ReadOnlyMemory<byte> piece, WebSocketMessageType type, bool endOfMessage, CancellationToken ct)
    {
        try
        {
            await owner.SendOrAbort(piece, type, endOfMessage, ct);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Informs the owner that the client closed, or was lost and may reconnect. False if the owner cannot be informed.</summary>
    public Task<bool> TryTellGone(bool properly) => TryClose(properly ? WebSocketCloseStatus.NormalClosure : ClientLost);

    async Task<bool> TryClose(WebSocketCloseStatus status)
    {
        using var patience = new CancellationTokenSource(ClosePatience);
        try
        {
            await owner.CloseOutputAsync(status, null, patience.Token);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException)
        {
            // A quick owner answers, and the connection is disposed, before the frame counts as sent here.
            if (owner.CloseStatus is WebSocketCloseStatus.NormalClosure) return true;
            owner.Abort(); // the worker then counts the client as lost
            return false;
        }
    }

    /// <summary>
    /// Reads and drops the owner's messages until it closes too, for a bounded time: closing a connection with unread data resets it, and
    /// the reset may overtake our last message.
    /// </summary>
    public async Task UntilClosed()
    {
        using var patience = new CancellationTokenSource(ClosePatience);
        using var buffer = new PieceBuffer();
        try
        {
            while (owner.State is WebSocketState.Open or WebSocketState.CloseSent) await buffer.Receive(owner, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The owner is lost or does not answer; the connection is aborted.
        }
    }

    public void Abort() => owner.Abort();

    public ValueTask DisposeAsync()
    {
        owner.Abort();
        owner.Dispose();
        return ValueTask.CompletedTask;
    }

    sealed record Greeting(long Version, bool Driver);
}
