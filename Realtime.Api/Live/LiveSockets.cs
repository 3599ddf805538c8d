using Microsoft.Extensions.Options;
using Realtime.EventLog;

namespace Realtime.Api.Live;

/// <summary>Accepts live sockets and lives each until its end.</summary>
sealed partial class LiveSockets(
    Tail tail, Conversations conversations, SharedSecret secret, IOptions<ApiOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LiveSockets> logger)
{
    public async Task Accept(HttpContext context, LiveRequest request, string? subProtocol, CancellationToken ct)
    {
        using var client = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = subProtocol,
            KeepAliveInterval = TimeSpan.FromSeconds(options.Value.LivePingSeconds),
            KeepAliveTimeout = TimeSpan.FromSeconds(options.Value.LivePongSeconds),
        });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        try
        {
            await using var socket = new LiveSocket(client, request, tail, conversations, secret, time);
            await socket.Run(over.Token);
        }
        catch (OperationCanceledException)
        {
            client.Abort(); // the client went, or this node stops: it may come back to any other
        }
        catch (Exception e)
        {
            LogBroken(e, request.SessionId);
            client.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A live socket of session {Session} failed in a way nobody planned")]
    partial void LogBroken(Exception e, Guid session);
}
