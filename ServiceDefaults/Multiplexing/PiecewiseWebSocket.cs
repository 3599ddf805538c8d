using System.Net.WebSockets;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>A WebSocket that implements sends and receives once, over memory.</summary>
public abstract class PiecewiseWebSocket : WebSocket
{
    /// <summary>Large enough to pass over many pieces at a time, in bytes.</summary>
    const int DropBytes = 4 * 1024;

    public override string? SubProtocol => null;

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return received.MessageType is WebSocketMessageType.Close
            ? new WebSocketReceiveResult(received.Count, received.MessageType, received.EndOfMessage, CloseStatus, CloseStatusDescription)
            : new WebSocketReceiveResult(received.Count, received.MessageType, received.EndOfMessage);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage,
        CancellationToken cancellationToken) => SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    public override async Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        await CloseOutputAsync(closeStatus, statusDescription, cancellationToken);
        var dropped = new byte[DropBytes];
        while (State is WebSocketState.CloseSent) await ReceiveAsync(dropped.AsMemory(), cancellationToken);
    }
}
