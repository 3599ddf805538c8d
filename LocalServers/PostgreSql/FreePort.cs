using System.Net;
using System.Net.Sockets;

namespace LocalServers.PostgreSql;

static class FreePort
{
    /// <summary>
    /// The preferred port if no process listens on it, else another free port. Another process may take the port first; the caller must
    /// then try again.
    /// </summary>
    public static int Choose(int preferred) =>
        TryBind(preferred) ?? TryBind(0) ?? throw new PostgreSqlClusterException("127.0.0.1 has no free port.");

    static int? TryBind(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
