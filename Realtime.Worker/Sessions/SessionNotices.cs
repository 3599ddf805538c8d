using System.Text;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.Sessions;

/// <summary>The worker's own messages to the clients of live sockets, as JSON.</summary>
static class SessionNotices
{
    public static byte[] Write(Notice notice) => Encoding.UTF8.GetBytes(notice switch
    {
        Notice.Expiring expiring =>
            $"{{\"type\":\"session_expiring\",\"sessionId\":\"{expiring.SessionId}\",\"secondsLeft\":{expiring.SecondsLeft}}}",
        Notice.AudioDropped dropped =>
            $"{{\"type\":\"input_audio_dropped\",\"sessionId\":\"{dropped.SessionId}\",\"framesDropped\":{dropped.Frames}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice, "No message is known for this notice."),
    });
}
