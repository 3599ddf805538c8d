using System.Net.WebSockets;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Internal;

/// <summary>Receives audio for a session: each binary message is PCM16.</summary>
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
                if (buffer.Message.Length > PollThread.MostBytes) await PollThread.Leave();
                if (type is WebSocketMessageType.Binary) session.Live.TryAudio(buffer.Message.Span);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The session has ended, or the API closed.
        }
        finally
        {
            socket.Abort();
        }
    }
}
