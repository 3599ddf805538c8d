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
    /// <summary>Serves one socket until it or its session ends.</summary>
    /// <param name="closed">The connection is lost.</param>
    public async Task Serve(MuxSocket socket, ReadOnlyMemory<byte> request, CancellationToken closed)
    {
        try
        {
            var asked = JsonSerializer.Deserialize<OwnerSocketRequest>(request.Span, JsonSerializerOptions.Web)!;
            var session = sessions.Find(asked.Conversation, asked.SessionId);
            if (await Refusal(asked, session, closed) is { } status)
            {
                socket.Refuse(status);
                return;
            }

            socket.Accept();
            await Run(socket, session!, asked, closed);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            socket.Refuse(HttpStatusCode.BadRequest);
        }
        catch (Exception e) when (LogFailures.IsUnavailable(e))
        {
            socket.Refuse(HttpStatusCode.ServiceUnavailable); // the key could not be read
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The connection was lost before the socket was open.
        }
        catch (Exception e)
        {
            LogBroken(e);
        }
    }

    async ValueTask<HttpStatusCode?> Refusal(OwnerSocketRequest asked, SessionLoop? session, CancellationToken ct) =>
        await secret.IsGood(Encoding.UTF8.GetBytes(asked.Key), Encoding.UTF8.GetBytes, ct) ? Refusal(session, asked.IsLive)
            : HttpStatusCode.Unauthorized;

    /// <summary>Null if the session takes a socket.</summary>
    public static HttpStatusCode? Refusal(SessionLoop? session, bool isLive)
    {
        if (session is null || !isLive && session.Intake.IsCancellationRequested)
            return HttpStatusCode.NotFound; // the session's next owner may take it
        return isLive && session.Live.IsFull ? HttpStatusCode.TooManyRequests : null;
    }

    /// <summary>Runs a socket that was accepted, until it or its session ends.</summary>
    public static async Task Run(WebSocket socket, SessionLoop session, OwnerSocketRequest asked, CancellationToken closed)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(asked.IsLive ? session.Over : session.Intake, closed);
        if (asked.IsLive)
            await LiveSocketServer.Run(socket, session, asked.Drives, asked.Claims, asked.Pins is { } pins ? Pins.Parse(pins) : null,
                over.Token);
        else
            await AudioSocketServer.Run(socket, session, over.Token);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A socket of an API failed unexpectedly; it is closed, and the API opens another")]
    partial void LogBroken(Exception e);
}
