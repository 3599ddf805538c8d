using System.Security.Cryptography;
using System.Text;

namespace Realtime.Sessions;

/// <summary>
/// Event ids that follow from the meaning of the event, so that the log's unique index refuses a second one. A repeated request finds the
/// first event by its id, and a session can be requested only once and ended only once, in any conversation. Each id is a hash, so no
/// client can choose the id of a session or of an input in such a way that an event gets the id of another. The tenant
/// is part of the hash: the same session id in two tenants is two sessions.
/// </summary>
public static class EventIds
{
    /// <summary>How many ids in line are tried for one event.</summary>
    const int MostIds = 1_024;

    public static Guid Requested(Tenant tenant, Guid sessionId) => Named(tenant, sessionId, "session_requested");

    /// <summary>The event id of a request in logs of the first version: the session's own id, which a client chose.</summary>
    public static Guid FirstVersionRequested(Guid sessionId) => sessionId;

    public static Guid Started(Tenant tenant, Guid sessionId) => Named(tenant, sessionId, "session_started");

    public static Guid Text(Tenant tenant, Guid sessionId, string inputId) => Named(tenant, sessionId, "text_submitted:" + inputId);

    public static Guid HandoffAnswer(Tenant tenant, Guid sessionId, string callId) =>
        Named(tenant, sessionId, "handoff_answered:" + callId);

    public static Guid Command(Tenant tenant, Guid sessionId, string inputId) => Named(tenant, sessionId, "command:" + inputId);

    /// <summary>The input id of the answer to a request for approval: each request is answered once.</summary>
    public static string McpApproval(Guid sessionId, string requestId) => "mcp_approval:" + Named(sessionId, "mcp_approval:" + requestId);

    public static Guid Ended(Tenant tenant, Guid sessionId) => Named(tenant, sessionId, "session_ended");

    public static Guid Of(Tenant tenant, ConversationEvent e) => Fixed(tenant, e) ?? Guid.CreateVersion7();

    /// <summary>
    /// The id of this event, unless a client of the first version has taken it; null for events that may happen any number of times.
    /// </summary>
    public static Guid? Fixed(Tenant tenant, ConversationEvent e) => e switch
    {
        SessionRequested requested => Requested(tenant, requested.SessionId),
        SessionClaimed claimed => Named(tenant, claimed.SessionId, $"session_claimed:{claimed.Epoch}"),
        SessionStarted started => Started(tenant, started.SessionId),
        TextSubmitted text => Text(tenant, text.SessionId, text.InputId),
        CommandSubmitted command => Command(tenant, command.SessionId, command.InputId),
        CommandDelivered command => Named(tenant, command.SessionId, "command_delivered:" + command.InputId),
        TextDelivered text => Named(tenant, text.SessionId, "text_delivered:" + text.InputId),
        HandoffRequested call => Named(tenant, call.SessionId, "handoff_requested:" + call.CallId),
        HandoffAnswered call => HandoffAnswer(tenant, call.SessionId, call.CallId),
        EndRequested end => Named(tenant, end.SessionId, "end_requested"),
        SessionEnded ended => Ended(tenant, ended.SessionId),
        _ => null,
    };

    /// <summary>
    /// The id itself, then the ids in line after it, because a client of the first version may have chosen the id for its own session. A
    /// writer takes the first id that no other event has, and a reader looks for the event in the same order.
    /// </summary>
    public static IEnumerable<Guid> InLine(Guid id)
    {
        for (var place = 0; place < MostIds; place++)
        {
            yield return id;
            id = Named(id, "next");
        }
    }

    /// <summary>Whether an event may have this id in the log.</summary>
    public static bool MayBe(Tenant tenant, ConversationEvent e, Guid id) => Fixed(tenant, e) is not { } own || own == id
        || e is SessionRequested requested && FirstVersionRequested(requested.SessionId) == id
        || InLine(own).Contains(id);

    /// <summary>The ids of <see cref="Tenant.Default"/> are those of versions without tenants.</summary>
    static Guid Named(Tenant tenant, Guid sessionId, string name) =>
        Named(tenant == Tenant.Default ? sessionId : Named(sessionId, "tenant:" + tenant), name);

    /// <summary>UUID version 5 (RFC 9562): SHA-1 over an id and a name within it.</summary>
    static Guid Named(Guid within, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        within.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // The definition of the UUID requires SHA-1, and it protects no secret.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
