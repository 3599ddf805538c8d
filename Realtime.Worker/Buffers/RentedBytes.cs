using System.Buffers;

namespace Realtime.Worker.Buffers;

/// <summary>Memory for messages. Large ones are not pooled: the pool would keep the memory of one burst.</summary>
static class RentedBytes
{
    const int LargestPooled = 1024 * 1024;

    public static byte[] Rent(int size) =>
        size > LargestPooled ? GC.AllocateUninitializedArray<byte>(size) : ArrayPool<byte>.Shared.Rent(size);

    public static void Return(byte[] rented)
    {
        if (rented.Length is > 0 and <= LargestPooled) ArrayPool<byte>.Shared.Return(rented);
    }
}
