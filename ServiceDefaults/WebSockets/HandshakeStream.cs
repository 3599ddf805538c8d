using System.Buffers;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>
/// The connection that the HTTP client uses until the upgrade. A read stops at the end of the response's head, so that the bytes after the
/// head do not remain in the client's buffer when <see cref="Release"/> takes the connection away.
/// </summary>
internal sealed class HandshakeStream(Stream connection) : WrappedStream(connection)
{
    private byte[] rest = [];
    private bool lineIsEmpty;
    private int released;

    /// <summary>
    /// Returns the connection, with the bytes that were read after the last head. This stream no longer touches the connection.
    /// </summary>
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

    /// <summary>
    /// Copies to pooled memory: a socket keeps a reference to the buffer that it sent last, which would be the HTTP client's.
    /// </summary>
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

    /// <summary>
    /// The number of bytes up to and including the next empty line, or of all bytes. Lines may end without a CR; the HTTP client accepts
    /// that too.
    /// </summary>
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
