using System.Buffers.Binary;
using System.Text;

namespace Realtime.Bench.Capacity;

/// <summary>Reads the sums in an OTLP metrics request: the name and the value of the last data point.</summary>
static class OtlpMetrics
{
    public static Dictionary<string, double> Sums(ReadOnlyMemory<byte> request)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var resource in Fields(request).Where(f => f.Number == 1))
        foreach (var scope in Fields(resource.Bytes).Where(f => f.Number == 2))
        foreach (var metric in Fields(scope.Bytes).Where(f => f.Number == 2))
        {
            var parts = Fields(metric.Bytes).ToList();
            var name = Encoding.UTF8.GetString(parts.First(f => f.Number == 1).Bytes.Span);
            foreach (var point in parts.Where(f => f.Number == 7).SelectMany(sum => Fields(sum.Bytes)).Where(f => f.Number == 1))
                sums[name] = Value(point.Bytes);
        }

        return sums;
    }

    static double Value(ReadOnlyMemory<byte> point)
    {
        foreach (var field in Fields(point))
        {
            if (field.Number == 4) return BinaryPrimitives.ReadDoubleLittleEndian(field.Bytes.Span);
            if (field.Number == 6) return BinaryPrimitives.ReadInt64LittleEndian(field.Bytes.Span);
        }

        return 0;
    }

    /// <summary>The fields of a protobuf message. A varint has no bytes here.</summary>
    static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            var key = Varint(ref message);
            var length = (int)(key & 7) switch
            {
                0 => Skip(ref message),
                1 => 8,
                2 => (int)Varint(ref message),
                5 => 4,
                var wire => throw new FormatException($"Wire type {wire} is not one of protobuf's."),
            };
            yield return ((int)(key >> 3), message[..length]);
            message = message[length..];
        }
    }

    static int Skip(ref ReadOnlyMemory<byte> message)
    {
        Varint(ref message);
        return 0;
    }

    static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        var (value, shift, at) = (0UL, 0, 0);
        byte next;
        do
        {
            next = message.Span[at++];
            value |= (ulong)(next & 0x7F) << shift;
            shift += 7;
        }
        while ((next & 0x80) != 0);
        message = message[at..];
        return value;
    }
}
