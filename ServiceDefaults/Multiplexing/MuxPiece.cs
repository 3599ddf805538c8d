using System.Buffers;
using System.Net.WebSockets;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>What arrived on a socket and was not read yet: a piece of a message, or the Close frame with its reason.</summary>
/// <param name="Rented">Null while the bytes are still in the connection's own buffer.</param>
readonly record struct MuxPiece(ReadOnlyMemory<byte> Bytes, WebSocketMessageType Type, bool EndOfMessage, int Cost, byte[]? Rented = null)
{
    /// <summary>What a piece costs of the socket's window: its bytes, and what keeping it takes.</summary>
    public static int CostOf(int bytes) => bytes + 64;

    /// <summary>The same in memory of its own.</summary>
    public MuxPiece Kept()
    {
        var rented = ArrayPool<byte>.Shared.Rent(Bytes.Length);
        Bytes.CopyTo(rented);
        return this with { Bytes = rented.AsMemory(0, Bytes.Length), Rented = rented };
    }

    public void Return()
    {
        if (Rented is { Length: > 0 } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
