using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Limits;
using Realtime.Api.Workers;
using Realtime.EventLog;
using Realtime.ServiceDefaults;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Api.Live;

/// <summary>Accepts live sockets and runs each until its end.</summary>
sealed partial class LiveSockets(
    Tail tail, Conversations conversations, SessionSoFar soFar, OwnerConnector owners, SessionSockets sockets, IOptions<ApiOptions> options,
    TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LiveSockets> logger)
{
    /// <summary>The subprotocol that OpenAI's browser clients request beside the token; they close if it is not accepted.</summary>
    const string SubProtocol = "realtime";

    /// <exception cref="LimitReachedException">The session has as many sockets here as it may.</exception>
    public async Task Accept(HttpContext context, LiveRequest request, CancellationToken ct)
    {
        using var place = sockets.Enter(request.Conversation, request.SessionId);
        using var client = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = context.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol) ? SubProtocol : null,
            KeepAliveInterval = TimeSpan.FromSeconds(options.Value.LivePingSeconds),
            KeepAliveTimeout = TimeSpan.FromSeconds(options.Value.LivePongSeconds),
        });
        PollThread.Handle(context);
        context.EndSpan(StatusCodes.Status101SwitchingProtocols);
        try
        {
            await using var socket = new LiveSocket(client, request, tail, conversations, soFar, owners, time);
            await socket.Run(AccessEnd.Of(context), lifetime.ApplicationStopping, ct);
        }
        catch (Exception e) when (e is OperationCanceledException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
        {
            client.Abort(); // the client disconnected
        }
        catch (Exception e) when (LogFailures.IsUnavailable(e))
        {
            LogUnread(request.SessionId, e.Message);
            client.Abort();
        }
        catch (Exception e)
        {
            LogBroken(e, request.SessionId);
            client.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "A live socket of session {Session} could not read the event log; it is closed and its client may reconnect: {Reason}")]
    partial void LogUnread(Guid session, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "A live socket of session {Session} failed unexpectedly; it is closed and its client may reconnect")]
    partial void LogBroken(Exception e, Guid session);
}
