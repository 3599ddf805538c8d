using System.Text;
using Realtime.Sessions.Machine;
using Realtime.Sessions.Spending;

namespace Realtime.Worker.Sessions;

/// <summary>The worker's own messages to the clients of live sockets, as JSON.</summary>
static class SessionNotices
{
    public static byte[] Write(Notice notice) => Encoding.UTF8.GetBytes(notice switch
    {
        Notice.Expiring expiring =>
            $"{{\"type\":\"session_expiring\",\"sessionId\":\"{expiring.SessionId}\",\"secondsLeft\":{expiring.SecondsLeft}}}",
        Notice.OverBudget over =>
            $"{{\"type\":\"session_over_budget\",\"sessionId\":\"{over.SessionId}\",\"budget\":\"{over.Over.Budget.Measure.Name}\","
            + $"\"period\":\"{over.Over.Budget.Period.Word}\",\"of\":\"{over.Over.Budget.Of}\",\"secondsLeft\":{over.SecondsLeft}}}",
        Notice.AudioDropped dropped =>
            $"{{\"type\":\"input_audio_dropped\",\"sessionId\":\"{dropped.SessionId}\",\"framesDropped\":{dropped.Frames}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice, "No message is known for this notice."),
    });
}
