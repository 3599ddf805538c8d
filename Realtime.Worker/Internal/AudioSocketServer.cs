using System.Net.WebSockets;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Internal;

/// <summary>Binary messages are PCM16 audio for the model.</summary>
static class AudioSocketServer
{
    const int LargestFrame = 64 * 1024;

    public static async Task Run(WebSocket socket, SessionLoop session, CancellationToken over)
    {
        using var buffer = new MessageBuffer(LargestFrame);
        try
        {
            while (await socket.ReceiveMessage(buffer, over) is { } type and not WebSocketMessageType.Close)
            {
                if (type is WebSocketMessageType.Binary) session.Live.TryAudio(buffer.Message.Span);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The session is over, or the API closed: the socket has no state of its own.
        }
        finally
        {
            socket.Abort();
        }
    }
}
