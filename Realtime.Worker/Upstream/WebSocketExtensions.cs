using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Realtime.Worker.Upstream;

static class WebSocketExtensions
{
    /// <summary>Reads one whole message into the buffer, valid until the next call; null if it exceeds the buffer's limit.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<WebSocketMessageType?> ReceiveMessage(this WebSocket socket, MessageBuffer buffer, CancellationToken ct)
    {
        buffer.Clear();
        while (true)
        {
            var part = await buffer.Receive(socket, ct);
            if (part.MessageType is WebSocketMessageType.Close) return part.MessageType;
            if (buffer.IsTooLarge) return null;
            if (part.EndOfMessage) return part.MessageType;
        }
    }
}
