using Realtime.Sessions;

namespace Realtime.Console.Sessions;

/// <summary>How an end looks: asked for, a limit that was reached, or a failure.</summary>
static class SessionTone
{
    public static string Of(EndReason reason) => reason switch
    {
        EndReason.Requested or EndReason.TransportClosed or EndReason.Replaced => "plain",
        EndReason.Error or EndReason.StartFailed or EndReason.WorkerLost => "bad",
        _ => "warn",
    };
}
