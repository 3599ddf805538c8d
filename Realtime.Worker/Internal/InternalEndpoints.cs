using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Realtime.EventLog;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Internal;

/// <summary>Where APIs bring live traffic: one authenticated WebSocket per session. Binary messages are PCM16 audio for the model.</summary>
static class InternalEndpoints
{
    const int LargestFrame = 64 * 1024;

    public static void MapInternal(this WebApplication app) =>
        app.MapGet("/internal/conversations/{conversation}/sessions/{session:guid}", Handle).ExcludeFromDescription();

    static async Task<IResult> Handle(string conversation, Guid session, HttpContext context, SharedSecret secret, SessionRegistry sessions, IHostApplicationLifetime lifetime)
    {
        if (!IsAuthorized(context.Request, await secret.Get(context.RequestAborted))) return TypedResults.Unauthorized();
        if (!context.WebSockets.IsWebSocketRequest) return TypedResults.BadRequest("This address speaks WebSocket.");
        if (sessions.Find(session) is not { } actor || actor.Session.Conversation != conversation) return TypedResults.NotFound();
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(actor.Over, lifetime.ApplicationStopping, context.RequestAborted);
        await Relay(socket, actor, over.Token);
        return TypedResults.Empty;
    }

    static bool IsAuthorized(HttpRequest request, string key) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes("Bearer " + key));

    static async Task Relay(WebSocket socket, SessionActor actor, CancellationToken over)
    {
        var buffer = new byte[LargestFrame];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), over);
                    length += part.Count;
                }
                while (!part.EndOfMessage && length < buffer.Length);

                if (part.MessageType is WebSocketMessageType.Close || !part.EndOfMessage) break;
                if (part.MessageType is WebSocketMessageType.Binary) actor.TryAudio(buffer.AsSpan(0, length));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The session is over, or the API went: the link has no state of its own.
        }
        finally
        {
            socket.Abort();
        }
    }
}
