using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Multiplexing;
using Realtime.Sessions.Provider;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Internal;

/// <summary>Serves the sockets that APIs open to this worker's sessions, many on one connection.</summary>
sealed partial class SocketServer(SessionRegistry sessions, SharedSecret secret, ILogger<SocketServer> logger)
{
    /// <summary>Serves one socket until it or its session ends. Never throws.</summary>
    public async Task Serve(MuxSocket socket, ReadOnlyMemory<byte> request)
    {
        try
        {
            var (asked, session, refusal) = await Admit(request, socket.Gone);
            if (refusal is { } status)
            {
                socket.Refuse(status);
                return;
            }

            socket.Accept();
            await Run(socket, session!, asked!, socket.Gone);
        }
        catch (OperationCanceledException) when (socket.Gone.IsCancellationRequested)
        {
            // The API gave it up before it was open.
        }
        catch (Exception e)
        {
            LogBroken(e);
        }
    }

    async ValueTask<(OwnerSocket? Asked, SessionLoop? Session, HttpStatusCode? Refusal)> Admit(
        ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        try
        {
            var keyed = JsonSerializer.Deserialize<OwnerSocketRequest>(request.Span, JsonSerializerOptions.Web)!;
            if (!await secret.IsGood(Encoding.UTF8.GetBytes(keyed.Key), Encoding.UTF8.GetBytes, ct)) return (null, null, HttpStatusCode.Unauthorized);
            var asked = keyed.Socket;
            var session = sessions.Find(asked.Conversation, asked.SessionId);
            return (asked, session, Refusal(session, asked.IsLive));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return (null, null, HttpStatusCode.BadRequest);
        }
        catch (Exception e) when (LogFailures.IsUnavailable(e))
        {
            return (null, null, HttpStatusCode.ServiceUnavailable); // the key could not be read
        }
    }

    /// <summary>Null if the session takes a socket.</summary>
    public static HttpStatusCode? Refusal(SessionLoop? session, bool isLive)
    {
        if (session is null || !isLive && session.Intake.IsCancellationRequested)
            return HttpStatusCode.NotFound; // the session's next owner may take it
        return isLive && session.Live.IsFull ? HttpStatusCode.TooManyRequests : null;
    }

    /// <summary>Runs a socket that was accepted, until it or its session ends.</summary>
    /// <param name="gone">The API aborted the socket, or the connection is lost.</param>
    public static Task Run(WebSocket socket, SessionLoop session, OwnerSocket asked, CancellationToken gone) => asked.IsLive
        ? LiveSocketServer.Run(socket, session, asked.Drives, asked.Claims, asked.Pins is { } pins ? Pins.Parse(pins) : null, gone)
        : AudioSocketServer.Run(socket, session, session.Intake);

    [LoggerMessage(Level = LogLevel.Error, Message = "A socket of an API failed unexpectedly; it is closed, and the API opens another")]
    partial void LogBroken(Exception e);
}
