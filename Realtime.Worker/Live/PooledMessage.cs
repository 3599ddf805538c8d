using Realtime.Worker.Buffers;

namespace Realtime.Worker.Live;

/// <summary>A message in rented memory; its owner returns it exactly once.</summary>
/// <param name="IsMark">A confirmed version of the log, for the API, instead of a message of the model.</param>
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
