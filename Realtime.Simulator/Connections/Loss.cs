using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Realtime.Simulator.Connections;

internal static class Loss
{
    /// <summary>Whether this is what a connection throws once it is gone, and no fault of the simulator's.</summary>
    public static bool Is(Exception exception) => exception
        is WebSocketException or IOException or ConnectionAbortedException or OperationCanceledException or ObjectDisposedException;
}
