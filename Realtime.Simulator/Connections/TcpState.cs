using System.Net.Sockets;

namespace Realtime.Simulator.Connections;

internal static class TcpState
{
    private const int IpProtoTcp = 6;
    private const int TcpInfo = 11;
    private const byte Established = 1;

    /// <summary>
    /// Whether the peer has closed or reset a connection that is not read. Only Linux reports a close that follows unread bytes.
    /// </summary>
    public static bool PeerHasGone(Socket socket)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
                return socket.Poll(0, SelectMode.SelectError);

            Span<byte> state = stackalloc byte[1];
            socket.GetRawSocketOption(IpProtoTcp, TcpInfo, state);
            return state[0] != Established;
        }
        catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
        {
            return true;
        }
    }
}
