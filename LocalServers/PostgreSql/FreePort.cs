using System.Net;
using System.Net.Sockets;

namespace LocalServers.PostgreSql;

static class FreePort
{
    /// <summary>The preferred port if nobody listens on it, else one the system has free now. Another process may still be quicker: the caller tries again.</summary>
    public static int Choose(int preferred) => TryBind(preferred) ?? TryBind(0) ?? throw new PostgreSqlClusterException("127.0.0.1 has no free port.");

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
