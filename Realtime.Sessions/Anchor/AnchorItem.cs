using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Realtime.Sessions.Anchor;

/// <summary>A durable item. Its id is the same at every reading.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SessionStartedItem), "realtimeSessionStarted")]
[JsonDerivedType(typeof(TranscriptSegment), "transcriptSegment")]
[JsonDerivedType(typeof(SessionClosedItem), "realtimeSessionClosed")]
public abstract record AnchorItem(Guid Id, Guid RealtimeSessionId)
{
    /// <summary>UUID version 7: the time of the event that begins the item, then a hash of the event's place in the log.</summary>
    public static Guid IdOf(ConversationKey conversation, AnchorEvent begun)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"anchor-item:{conversation.Stream}:{begun.Version}")).AsSpan(0, 16);
        Span<byte> milliseconds = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, begun.At.ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}

public sealed record SessionStartedItem(Guid Id, Guid RealtimeSessionId) : AnchorItem(Id, RealtimeSessionId);

/// <summary>What one side said. The text is empty when the item starts, and whole when it is completed.</summary>
/// <param name="Role">user or assistant.</param>
public sealed record TranscriptSegment(Guid Id, Guid RealtimeSessionId, string Role, string Text) : AnchorItem(Id, RealtimeSessionId);

/// <param name="Outcome">ended or failed.</param>
public sealed record SessionClosedItem(Guid Id, Guid RealtimeSessionId, string Outcome) : AnchorItem(Id, RealtimeSessionId);
