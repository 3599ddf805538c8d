using System.Buffers;

namespace Realtime.Worker.Upstream;

/// <summary>One message put together from its frames, in rented memory that grows up to a limit and shrinks back after a large one.</summary>
sealed class MessageBuffer(int limit) : IDisposable
{
    const int Usual = 4_096;

    byte[] bytes = ArrayPool<byte>.Shared.Rent(Usual);
    int length;

    public ReadOnlyMemory<byte> Message => bytes.AsMemory(0, length);

    public void Clear()
    {
        length = 0;
        if (bytes.Length <= Usual * 16) return;
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = ArrayPool<byte>.Shared.Rent(Usual);
    }

    /// <summary>Room for more of the message.</summary>
    public Memory<byte> Free()
    {
        if (length == bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
            bytes.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        return bytes.AsMemory(length);
    }

    /// <summary>False when the message is beyond the limit.</summary>
    public bool TryAdd(int count) => (length += count) <= limit;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref bytes, []) is { Length: > 0 } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
