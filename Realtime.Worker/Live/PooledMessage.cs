using System.Buffers;

namespace Realtime.Worker.Live;

/// <summary>A message in rented memory: whoever takes it gives it back, once.</summary>
readonly record struct PooledMessage(byte[] Rented, int Length)
{
    public ReadOnlyMemory<byte> Bytes => Rented.AsMemory(0, Length);

    public static PooledMessage Copy(ReadOnlySpan<byte> message)
    {
        var rented = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(rented);
        return new PooledMessage(rented, message.Length);
    }

    public void Return() => ArrayPool<byte>.Shared.Return(Rented);
}
