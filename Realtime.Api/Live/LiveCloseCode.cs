using System.Net.WebSockets;
using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>
/// The code of the Close frame that follows session_ended: 1000 where nothing went wrong, else one that tells the reason.
/// </summary>
static class LiveCloseCode
{
    /// <summary>The conversation's log has a hole; the frame's reason names the missing version.</summary>
    public const WebSocketCloseStatus Damaged = (WebSocketCloseStatus)4511;

    /// <summary>The credential that opened the socket was revoked, or has expired. The session goes on.</summary>
    public const WebSocketCloseStatus AccessRevoked = (WebSocketCloseStatus)4403;

    /// <summary>This node stops. The session goes on, and the client may come back to another node at once.</summary>
    public const WebSocketCloseStatus Restart = (WebSocketCloseStatus)1012;
    public const string RestartReason = "node_stopping";

    public static WebSocketCloseStatus Of(EndReason reason) => reason switch
    {
        EndReason.Requested or EndReason.TransportClosed => WebSocketCloseStatus.NormalClosure,
        EndReason.ServerShutdown => WebSocketCloseStatus.EndpointUnavailable,
        EndReason.Error => (WebSocketCloseStatus)4500,
        EndReason.StartFailed => (WebSocketCloseStatus)4502,
        EndReason.WorkerLost => (WebSocketCloseStatus)4503,
        EndReason.BudgetExhausted => (WebSocketCloseStatus)4402,
        EndReason.Replaced => (WebSocketCloseStatus)4409,
        EndReason.Expired => (WebSocketCloseStatus)4408,
        EndReason.Idle => (WebSocketCloseStatus)4410,
        EndReason.ClientGone => (WebSocketCloseStatus)4499,
        _ => WebSocketCloseStatus.InternalServerError,
    };
}
