using System.Net.WebSockets;

namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>
/// What arrived on one socket and waits for its reader: at most <see cref="Window"/> bytes, because the sender waits for credit. It is not
/// thread-safe; the socket's lock is around it.
/// </summary>
sealed class MuxInbox
{
    /// <summary>How much one socket may have on its way, in bytes, with <see cref="MuxPiece.CostOf"/> for each piece.</summary>
    public const int Window = 64 * 1024;

    MuxPiece first;
    bool hasFirst;
    Queue<MuxPiece>? rest;
    int held, read;

    public bool IsEmpty => !hasFirst;

    /// <exception cref="MuxProtocolException">The sender had no credit for it.</exception>
    public void Add(MuxPiece piece)
    {
        if (held + piece.Cost > Window) throw new MuxProtocolException("A socket received more than its window.");
        held += piece.Cost;
        if (hasFirst) (rest ??= new Queue<MuxPiece>()).Enqueue(piece.Kept());
        else (first, hasFirst) = (piece, true);
    }

    /// <summary>The connection's buffer is used for something else from now on: what was not read yet is copied.</summary>
    public void Keep()
    {
        if (hasFirst && first.Rented is null) first = first.Kept();
    }

    /// <summary>Reads what arrived first, as far as it fits.</summary>
    /// <param name="piece">What it was; a Close frame's bytes are its payload.</param>
    public ValueWebSocketReceiveResult Read(Span<byte> into, out MuxPiece piece)
    {
        piece = first;
        if (first.Type is WebSocketMessageType.Close)
        {
            Next();
            return new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, endOfMessage: true);
        }

        var count = Math.Min(into.Length, first.Bytes.Length);
        first.Bytes.Span[..count].CopyTo(into);
        if (count < first.Bytes.Length)
        {
            first = first with { Bytes = first.Bytes[count..] };
            return new ValueWebSocketReceiveResult(count, piece.Type, endOfMessage: false);
        }

        read += first.Cost;
        held -= first.Cost;
        first.Return();
        Next();
        return new ValueWebSocketReceiveResult(count, piece.Type, piece.EndOfMessage);
    }

    /// <summary>The credit to give to the sender for what was read; 0 until it is worth a frame.</summary>
    public int Credit()
    {
        if (read < Window / 2) return 0;
        var credit = read;
        read = 0;
        return credit;
    }

    public void Drop()
    {
        while (hasFirst)
        {
            first.Return();
            Next();
        }
    }

    void Next()
    {
        hasFirst = false;
        first = default;
        if (rest is null) return;
        if (rest.TryDequeue(out first)) hasFirst = true;
        else rest = null;
    }
}
