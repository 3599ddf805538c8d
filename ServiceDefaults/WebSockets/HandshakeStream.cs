using System.Buffers;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>
/// A connection as the HTTP client sees it until the upgrade. A read never goes beyond the end of a head, so that what the server sends
/// right behind it is not left in the client's buffer when the connection is taken away from there.
/// </summary>
internal sealed class HandshakeStream(Stream connection) : WrappedStream(connection)
{
    private byte[] rest = [];
    private bool lineIsEmpty;
    private int released;

    /// <summary>The connection, with all that was read behind the last head; this stream does nothing to it any more.</summary>
    public Stream Release()
    {
        Volatile.Write(ref released, 1);
        return rest.Length > 0 ? new PrefixedStream(rest, Inner) : Inner;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (rest.Length == 0)
        {
            var read = await Inner.ReadAsync(buffer, cancellationToken);
            var taken = UpToHeadEnd(buffer.Span[..read]);
            if (taken < read) rest = buffer[taken..read].ToArray();
            return taken;
        }

        var again = UpToHeadEnd(rest.AsSpan(0, Math.Min(rest.Length, buffer.Length)));
        rest.AsSpan(0, again).CopyTo(buffer.Span);
        rest = rest[again..];
        return again;
    }

    /// <summary>From pooled memory: a socket refers to what it sent last, which would be the HTTP client's buffer.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var copy = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            buffer.CopyTo(copy);
            await Inner.WriteAsync(copy.AsMemory(0, buffer.Length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    /// <summary>How many bytes there are up to the next empty line, or all of them. Lines may end without a CR, as the HTTP client takes them.</summary>
    private int UpToHeadEnd(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] is (byte)'\n')
            {
                if (lineIsEmpty)
                {
                    lineIsEmpty = false;
                    return i + 1;
                }

                lineIsEmpty = true;
            }
            else if (bytes[i] is not (byte)'\r')
            {
                lineIsEmpty = false;
            }
        }

        return bytes.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (Volatile.Read(ref released) == 0) base.Dispose(disposing);
    }
}
