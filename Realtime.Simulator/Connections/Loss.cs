using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Realtime.Simulator.Connections;

internal static class Loss
{
    /// <summary>
    /// Whether a connection throws this exception because it is closed, rather than because of an error in the simulator.
    /// </summary>
    public static bool Is(Exception exception) => exception
        is WebSocketException or IOException or ConnectionAbortedException or OperationCanceledException or ObjectDisposedException;
}
