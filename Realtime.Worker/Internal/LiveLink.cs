using System.Net.WebSockets;
using System.Text;
using Realtime.Worker.Live;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Internal;

/// <summary>
/// One live socket, seen from the worker. Its first message tells the role and the version up to which the log has everything; then
/// text messages are the model's protocol, both ways. A Close with 1000 from the API means that the client closed properly.
/// </summary>
static class LiveLink
{
    const int LargestMessage = 16 * 1024 * 1024;

    /// <summary>Until a large message is complete that was given room: what it holds is nobody else's meanwhile.</summary>
    static readonly TimeSpan MessagePatience = TimeSpan.FromSeconds(60);

    public static async Task Run(WebSocket socket, SessionActor actor, bool drive, bool claims, CancellationToken over)
    {
        using var waiting = actor.NewShare();
        var attachment = new LiveAttachment(socket, waiting);
        var properly = false;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(over);
        var writing = Task.CompletedTask;
        try
        {
            if (await actor.Attach(attachment, drive, claims, over) is not { } version) return;
            var attached = $"{{\"version\":{version},\"driver\":{(attachment.IsDriver ? "true" : "false")}}}";
            await socket.SendAsync(Encoding.UTF8.GetBytes(attached), WebSocketMessageType.Binary, endOfMessage: true, over);
            writing = attachment.Write(gone.Token);
            properly = await Read(socket, actor, attachment, over);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The session is over, or the API went.
        }
        finally
        {
            await actor.Detach(attachment, properly);
            attachment.Complete();
            await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
            await gone.CancelAsync();
            await writing;
            socket.Abort();
        }
    }

    /// <summary>True when the client closed properly.</summary>
    static async Task<bool> Read(WebSocket socket, SessionActor actor, LiveAttachment attachment, CancellationToken over)
    {
        using var share = actor.NewShare();
        using var buffer = new MessageBuffer(LargestMessage, share, MessagePatience);
        while (true)
        {
            if (attachment.IsDriver) await actor.RoomForDriver(over); // until then the socket is not read, and TCP makes the client wait
            var type = await socket.ReceiveMessage(buffer, over);
            if (type is WebSocketMessageType.Close) return socket.CloseStatus is WebSocketCloseStatus.NormalClosure;
            if (type is null) attachment.LetGo(WebSocketCloseStatus.MessageTooBig);
            else if (type is WebSocketMessageType.Text && attachment is { IsDriver: true, IsLetGo: false }) await actor.FromDriver(buffer.Detach(), over);
            buffer.Clear();
        }
    }
}
