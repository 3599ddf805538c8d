using System.Net.WebSockets;

namespace Realtime.ServiceDefaults.WebSockets;

public static class MessageBegin
{
    /// <summary>
    /// Waits until a message begins, and holds no buffer until then: most sockets are silent most of the time. The result is complete for a
    /// Close frame and for an empty message.
    /// </summary>
    public static ValueTask<ValueWebSocketReceiveResult> UntilMessageBegins(this WebSocket socket, CancellationToken ct) =>
        socket.ReceiveAsync(Memory<byte>.Empty, ct);
}
