using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Realtime.Testing.Servers;

static class LoopbackPort
{
    /// <summary>
    /// A port that nobody listens on, below those that systems lend to outgoing connections: it is still free when a stopped server starts again.
    /// Another process may be quicker: who takes it tries again.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(10_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
