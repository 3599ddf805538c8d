using System.Security.Cryptography;
using System.Text;

namespace Realtime.Sessions;

/// <summary>
/// Event ids that follow from what the event means, so that the log's unique index refuses a second one: a repeated request finds the
/// first event by its id, and a session can be requested, and ended, only once in any conversation. Each is a hash, so that no client can
/// choose a session's id, or an input's, such that an event gets the id of another.
/// </summary>
public static class EventIds
{
    /// <summary>Ids in line for one event, beyond which nobody looks.</summary>
    const int MostIds = 1_024;

    public static Guid Requested(Guid sessionId) => Named(sessionId, "session_requested");

    /// <summary>In logs of the first version a request's event id was the session's own, which its client chose.</summary>
    public static Guid FirstVersionRequested(Guid sessionId) => sessionId;

    public static Guid Started(Guid sessionId) => Named(sessionId, "session_started");

    public static Guid Text(Guid sessionId, string inputId) => Named(sessionId, "text_submitted:" + inputId);

    public static Guid HandoffAnswer(Guid sessionId, string callId) => Named(sessionId, "handoff_answered:" + callId);

    public static Guid Ended(Guid sessionId) => Named(sessionId, "session_ended");

    public static Guid Of(ConversationEvent e) => Fixed(e) ?? Guid.CreateVersion7();

    /// <summary>The id that this event has, unless a client of the first version took it; null for what may happen any number of times.</summary>
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

    /// <summary>
    /// The id itself, then those that stand in line where it is taken: a client of the first version may have chosen it for a session of its
    /// own. Whoever writes takes the first that no other event has, and whoever looks for the event goes the same way.
    /// </summary>
    public static IEnumerable<Guid> InLine(Guid id)
    {
        for (var place = 0; place < MostIds; place++)
        {
            yield return id;
            id = Named(id, "next");
        }
    }

    /// <summary>Whether an event may have this id on record.</summary>
    public static bool MayBe(ConversationEvent e, Guid id) => Fixed(e) is not { } own || own == id
        || e is SessionRequested requested && FirstVersionRequested(requested.SessionId) == id
        || InLine(own).Contains(id);

    /// <summary>UUID version 5 (RFC 9562): SHA-1 over an id and a name within it.</summary>
    static Guid Named(Guid within, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        within.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // The UUID's definition asks for SHA-1; nothing secret rests on it.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
