using System.Net;
using System.Net.Sockets;

namespace LocalServers.RabbitMq;

/// <summary>Checks whether a broker is up: it is when it answers an AMQP greeting.</summary>
public static class AmqpGreeting
{
    const byte MethodFrame = 1;
    static readonly byte[] Greeting = [.. "AMQP"u8, 0, 0, 9, 1];
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the port on 127.0.0.1 answers within five seconds.</summary>
    public static async Task<bool> IsAnsweredAsync(int port, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
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
