using System.Text;
using Realtime.Sessions.Machine;
using Realtime.Sessions.Spending;

namespace Realtime.Worker.Sessions;

/// <summary>The worker's own messages to the clients of live sockets, as JSON.</summary>
static class SessionNotices
{
    /// <summary>An error event in the form of the provider's protocol.</summary>
    public static ReadOnlySpan<byte> NotJson =>
        """
        {"type":"error","event_id":"realtime_binary_message","error":{"type":"invalid_request_error","code":"binary_message",
        "message":"The binary message is no JSON object. Send events as JSON in text messages.","param":null,"event_id":null}}
        """u8;

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
