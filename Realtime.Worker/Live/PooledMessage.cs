using Realtime.Worker.Buffers;

namespace Realtime.Worker.Live;

/// <summary>A message in rented memory: whoever takes it gives it back, once.</summary>
/// <param name="IsMark">Not of the model: how far the log is told, for the API.</param>
readonly record struct PooledMessage(byte[] Rented, int Length, bool IsMark = false)
{
    public ReadOnlyMemory<byte> Bytes => Rented.AsMemory(0, Length);

    public static PooledMessage Copy(ReadOnlySpan<byte> message, bool isMark = false)
    {
        var rented = RentedBytes.Rent(message.Length);
        message.CopyTo(rented);
        return new PooledMessage(rented, message.Length, isMark);
    }

    public void Return() => RentedBytes.Return(Rented);
}
