using System.Buffers.Binary;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>
/// A frame of a <see cref="MuxConnection"/>: eight bytes of head, then the payload. The head is the socket's number (32 bits, big-endian),
/// the kind (8 bits) and the payload's length (24 bits).
/// </summary>
readonly record struct MuxFrame(uint Socket, MuxKind Kind, int Length)
{
    public const int HeadBytes = 8;

    /// <summary>The largest payload, in bytes: frames of other sockets pass between those of a long message.</summary>
    public const int MostPayload = 16 * 1024;

    public static MuxFrame Read(ReadOnlySpan<byte> head)
    {
        var kindAndLength = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        return new MuxFrame(BinaryPrimitives.ReadUInt32BigEndian(head), (MuxKind)(kindAndLength >> 24), (int)(kindAndLength & 0xFF_FFFF));
    }

    public void Write(Span<byte> head)
    {
        BinaryPrimitives.WriteUInt32BigEndian(head, Socket);
        BinaryPrimitives.WriteUInt32BigEndian(head[4..], (uint)Kind << 24 | (uint)Length);
    }
}

enum MuxKind : byte
{
    /// <summary>A piece of a text message, and its last piece. So are the next two, of a binary message.</summary>
    Text = 0,
    TextEnd = 1,
    Binary = 2,
    BinaryEnd = 3,

    /// <summary>Opens a socket; the payload is what the caller asks for.</summary>
    Open = 8,

    /// <summary>The socket is open.</summary>
    Opened = 9,

    /// <summary>The socket is not opened; the payload is an HTTP status, 16 bits.</summary>
    Refused = 10,

    /// <summary>As a WebSocket's Close frame: a status of 16 bits, then the reason.</summary>
    Close = 11,

    /// <summary>The sender knows the socket no more.</summary>
    Reset = 12,

    /// <summary>So many more bytes may be sent on the socket, 32 bits.</summary>
    Credit = 13,

    /// <summary>The sender opens no other sockets on this connection, and wants none.</summary>
    GoAway = 14,

    Ping = 15,
    Pong = 16,
}
