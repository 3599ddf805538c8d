using System.Text.Json;
using Realtime.Sessions;
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

    public static byte[] Write(Notice notice) => JsonSerializer.SerializeToUtf8Bytes(Of(notice), JsonSerializerOptions.Web);

    static LiveNotice Of(Notice notice) => notice switch
    {
        Notice.Expiring expiring => new SessionExpiring(expiring.SessionId, expiring.SecondsLeft),
        Notice.OverBudget over => new SessionOverBudget(over.SessionId, over.Over.Budget.Measure.Name, over.Over.Budget.Period.Word,
            over.Over.Budget.Of, over.SecondsLeft),
        Notice.AudioDropped dropped => new InputAudioDropped(dropped.SessionId, dropped.Frames),
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice, "No message is known for this notice."),
    };
}
