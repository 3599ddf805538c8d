using System.Net.WebSockets;
using System.Text;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions.Provider;
using Realtime.Worker.Live;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Internal;

/// <summary>
/// The worker's side of one live socket. The first message tells the role and the version up to which the log has everything; then text
/// messages are the model's protocol, both ways. A client's JSON in a binary message is read as text. The API closes with 1000 if the
/// client closed properly.
/// </summary>
static class LiveSocketServer
{
    const int LargestMessage = 16 * 1024 * 1024;

    /// <summary>How long a large message that reserved room may take to complete: no other session can use the room meanwhile.</summary>
    static readonly TimeSpan MessagePatience = TimeSpan.FromSeconds(60);

    /// <param name="lost">The API is lost, or gave the socket up. What it sent before is still read.</param>
    public static async Task Run(WebSocket socket, SessionLoop session, bool drive, bool claims, Pins? pins, CancellationToken lost)
    {
        var over = session.Over;
        using var waiting = session.NewShare();
        var attachment = new LiveAttachment(socket, waiting) { Pins = pins };
        var properly = false;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(over, lost);
        var writing = Task.CompletedTask;
        try
        {
            if (await session.Live.Attach(attachment, drive, claims, gone.Token) is not { } version) return;
            var attached = $"{{\"version\":{version},\"driver\":{(attachment.IsDriver ? "true" : "false")}}}";
            await socket.SendAsync(Encoding.UTF8.GetBytes(attached), WebSocketMessageType.Binary, endOfMessage: true, over);
            writing = attachment.Write(gone.Token);
            properly = await Read(socket, session, attachment, gone.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The session has ended, perhaps before the socket was attached, or the API closed.
        }
        finally
        {
            await session.Live.Detach(attachment, properly);
            attachment.Complete();
            await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
            await gone.CancelAsync();
            await writing;
            socket.Abort();
        }
    }

    /// <summary>True when the client closed properly.</summary>
    static async Task<bool> Read(WebSocket socket, SessionLoop session, LiveAttachment attachment, CancellationToken gone)
    {
        using var share = session.NewShare();
        using var buffer = new MessageBuffer(LargestMessage, share, MessagePatience, gone);
        var isHeard = true;
        while (true)
        {
            // Until then the socket is not read, which makes the client wait. A lost one is read to its Close frame, and nothing else of it
            // is taken.
            if (isHeard && attachment.IsDriver) isHeard = await HasRoom(session, gone);
            var type = await socket.ReceiveMessage(buffer, session.Over);
            isHeard &= !buffer.IsGivenUp;
            if (buffer.Message.Length > PollThread.MostBytes) await PollThread.Leave();
            if (type is WebSocketMessageType.Close) return socket.CloseStatus is WebSocketCloseStatus.NormalClosure;
            if (type is null) attachment.Detach(WebSocketCloseStatus.MessageTooBig);
            else if (isHeard && attachment is { IsDriver: true, IsDetached: false })
            {
                if (type is WebSocketMessageType.Binary && !JsonText.IsObject(buffer.Message.Span)) attachment.TryQueue(SessionNotices.NotJson);
                else await session.Live.FromDriver(attachment, buffer.Detach(), session.Over);
            }
            buffer.Clear();
        }
    }

    /// <summary>Waits until the model can be given more; false if the socket is lost first.</summary>
    static async ValueTask<bool> HasRoom(SessionLoop session, CancellationToken gone)
    {
        try
        {
            await session.Live.RoomForDriver(gone);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
