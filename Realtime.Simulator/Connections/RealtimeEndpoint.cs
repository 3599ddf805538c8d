using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Realtime.Simulator.Connections;

internal static class RealtimeEndpoint
{
    private const string Protocol = "realtime";

    public static void MapRealtime(this WebApplication app)
    {
        app.MapGet("/v1/realtime", ConnectAsync);
        app.MapGet("/openai/v1/realtime", ConnectAsync); // Azure
    }

    private static async Task ConnectAsync(
        HttpContext context, ConnectionList connections, IOptions<SimulatorOptions> options, TimeProvider time,
        IHostApplicationLifetime lifetime, ILogger<Connection> logger)
    {
        ConnectionRequest request;
        try
        {
            request = ConnectionRequest.Read(context);
        }
        catch (FormatException wrong)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, wrong.Message);
            return;
        }

        var record = connections.Add(request);
        var outcome = "aborted";
        try
        {
            if (Refuse(context, request, options.Value.ApiKey) is { } status)
            {
                outcome = $"refused {status}";
                await Refusal.WriteAsync(context, status);
            }
            else
            {
                await DelayAsync(context, record, lifetime.ApplicationStopping);
                using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
                {
                    SubProtocol = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? Protocol : null,
                    // A stalled connection must send nothing, no pings either.
                    KeepAliveInterval = TimeSpan.Zero,
                });
                var wire = context.Features.GetRequiredFeature<WireFeature>().Wire!;
                outcome = await new Connection(socket, wire, record, options.Value, time, logger).RunAsync(lifetime.ApplicationStopping);
            }
        }
        catch (OperationCanceledException)
        {
            outcome = "aborted in the handshake";
            context.Abort();
        }
        finally
        {
            connections.End(record, outcome);
        }
    }

    private static int? Refuse(HttpContext context, ConnectionRequest request, string? apiKey) =>
        apiKey is not null && !Same(ConnectionRequest.Key(context), apiKey) ? StatusCodes.Status401Unauthorized
        : request.Fault?.RefusalStatus is { } status ? status
        : !context.WebSockets.IsWebSocketRequest || (request.Model.Length > 0) == request.IsTranscription ? StatusCodes.Status400BadRequest
        : null;

    private static async Task DelayAsync(HttpContext context, ConnectionRecord record, CancellationToken stopping)
    {
        if (record.Request.Fault is not { HandshakeDelay: { } delay })
            return;

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.WhenAny(record.HandshakeAnswered.Task, Task.Delay(delay, either.Token));
        either.Token.ThrowIfCancellationRequested();
    }

    private static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
