namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>A connection from which some bytes were read already. Reads return these first.</summary>
internal sealed class PrefixedStream(byte[] read, Stream connection) : WrappedStream(connection)
{
    private ReadOnlyMemory<byte> first = read;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (first.IsEmpty) return Inner.ReadAsync(buffer, cancellationToken);
        var taken = Math.Min(first.Length, buffer.Length);
        first[..taken].CopyTo(buffer);
        first = taken == first.Length ? default : first[taken..];
        return ValueTask.FromResult(taken);
    }
}
