using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>The payload of a Close frame: a status of 16 bits, then the reason, as in RFC 6455.</summary>
readonly record struct MuxCloseFrame(WebSocketCloseStatus Status, string? Reason)
{
    const int StatusBytes = sizeof(ushort), MostBytes = 125;

    public static bool Fits(int payload) => payload is >= StatusBytes and <= MostBytes;

    public static MuxCloseFrame Read(ReadOnlySpan<byte> payload) =>
        new((WebSocketCloseStatus)BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload[StatusBytes..]));

    /// <exception cref="ArgumentException">The reason is longer than 123 bytes.</exception>
    public byte[] ToPayload()
    {
        var reason = Reason ?? "";
        var payload = new byte[StatusBytes + Encoding.UTF8.GetByteCount(reason)];
        if (payload.Length > MostBytes) throw new ArgumentException($"The reason is longer than {MostBytes - StatusBytes} bytes.");
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)Status);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(StatusBytes));
        return payload;
    }
}
