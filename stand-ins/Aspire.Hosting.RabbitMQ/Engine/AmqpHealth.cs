using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>A broker is healthy when it answers an AMQP greeting.</summary>
internal static class AmqpHealth
{
    private const byte MethodFrame = 1;
    private static readonly byte[] Greeting = [.. "AMQP"u8, 0, 0, 9, 1];
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static async Task WaitAsync(RabbitMQServerResource server, EngineOptions options, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (!await AnswersAsync(server.PrimaryEndpoint.Port, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(since) > options.StartWithin)
                throw new ResourceFailedException(server.Name, $"was not healthy within {options.StartSeconds} s: it gives no answer to AMQP.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(TimeSpan.FromSeconds(5));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, bound.Token);
            await socket.SendAsync(Greeting, bound.Token);
            var answer = new byte[1];
            return await socket.ReceiveAsync(answer, bound.Token) == 1 && answer[0] == MethodFrame;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
