using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Realtime.Testing.Servers;

public static class LoopbackPort
{
    /// <summary>
    /// A port on which no process listens. It is below the range for outgoing connections, so that it is still free when a stopped server
    /// restarts. Another process may take the port first; the caller must then try another.
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
                // Another process listens here: try the next port.
            }
        }
    }
}
