using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.Sessions.Anchor;

/// <summary>The parameters of a notification. The thread is the conversation, the realtime session the session.</summary>
[JsonDerivedType(typeof(SessionOpened))]
[JsonDerivedType(typeof(RawItem))]
[JsonDerivedType(typeof(DurableItem))]
[JsonDerivedType(typeof(ItemDelta))]
[JsonDerivedType(typeof(RoleDelta))]
[JsonDerivedType(typeof(RoleText))]
[JsonDerivedType(typeof(SessionFailed))]
[JsonDerivedType(typeof(SessionClosed))]
public abstract record AnchorParams(string ThreadId, Guid RealtimeSessionId);

/// <param name="Version">The protocol as codex counts: v2 is the Realtime API over a WebSocket.</param>
public sealed record SessionOpened(string ThreadId, Guid RealtimeSessionId, string Version) : AnchorParams(ThreadId, RealtimeSessionId);

/// <summary>
/// An item of the model as it came, or one of: input_audio_buffer.speech_started, response.cancelled, handoff_request. Its members are in
/// snake case.
/// </summary>
public sealed record RawItem(string ThreadId, Guid RealtimeSessionId, JsonElement Item) : AnchorParams(ThreadId, RealtimeSessionId);

public sealed record DurableItem(string ThreadId, Guid RealtimeSessionId, AnchorItem Item) : AnchorParams(ThreadId, RealtimeSessionId);

/// <param name="ItemId">The durable item's id.</param>
public sealed record ItemDelta(string ThreadId, Guid RealtimeSessionId, Guid ItemId, string Delta)
    : AnchorParams(ThreadId, RealtimeSessionId);

/// <param name="Role">user or assistant.</param>
public sealed record RoleDelta(string ThreadId, Guid RealtimeSessionId, string Role, string Delta)
    : AnchorParams(ThreadId, RealtimeSessionId);

/// <param name="Role">user or assistant.</param>
public sealed record RoleText(string ThreadId, Guid RealtimeSessionId, string Role, string Text)
    : AnchorParams(ThreadId, RealtimeSessionId);

public sealed record SessionFailed(string ThreadId, Guid RealtimeSessionId, string Message) : AnchorParams(ThreadId, RealtimeSessionId);

/// <param name="Reason">The end's reason as it is stored, for example transport_closed.</param>
public sealed record SessionClosed(string ThreadId, Guid RealtimeSessionId, string Reason) : AnchorParams(ThreadId, RealtimeSessionId);
