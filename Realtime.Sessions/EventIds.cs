using System.Security.Cryptography;
using System.Text;

namespace Realtime.Sessions;

/// <summary>
/// Event ids that follow from what the event means, so that the log's unique index refuses a second one: a repeated request finds the
/// first event by its id, and a session can be requested, and ended, only once in any conversation.
/// </summary>
public static class EventIds
{
    public static Guid Requested(Guid sessionId) => sessionId;

    public static Guid Started(Guid sessionId) => Named(sessionId, "session_started");

    public static Guid Text(Guid sessionId, string inputId) => Named(sessionId, "text_submitted:" + inputId);

    public static Guid HandoffAnswer(Guid sessionId, string callId) => Named(sessionId, "handoff_answered:" + callId);

    public static Guid Ended(Guid sessionId) => Named(sessionId, "session_ended");

    public static Guid Of(ConversationEvent e) => Fixed(e) ?? Guid.CreateVersion7();

    /// <summary>The only id that this event may have; null for what may happen any number of times.</summary>
    public static Guid? Fixed(ConversationEvent e) => e switch
    {
        SessionRequested requested => Requested(requested.SessionId),
        SessionClaimed claimed => Named(claimed.SessionId, $"session_claimed:{claimed.Epoch}"),
        SessionStarted started => Started(started.SessionId),
        TextSubmitted text => Text(text.SessionId, text.InputId),
        TextDelivered text => Named(text.SessionId, "text_delivered:" + text.InputId),
        HandoffRequested call => Named(call.SessionId, "handoff_requested:" + call.CallId),
        HandoffAnswered call => HandoffAnswer(call.SessionId, call.CallId),
        EndRequested end => Named(end.SessionId, "end_requested"),
        SessionEnded ended => Ended(ended.SessionId),
        _ => null,
    };

    /// <summary>UUID version 5 (RFC 9562): SHA-1 over the session's id and a name within it.</summary>
    static Guid Named(Guid sessionId, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        sessionId.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // The UUID's definition asks for SHA-1; nothing secret rests on it.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
