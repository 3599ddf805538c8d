using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Realtime.Testing.Telemetry;

/// <summary>A message in the wire format of protocol buffers, with its fields by number. It supports only what OTLP needs.</summary>
public sealed class ProtobufMessage
{
    readonly List<(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)> fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var key = Varint(bytes.Span, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add((number, default, Varint(bytes.Span, ref at)));
                    break;
                case 1:
                    fields.Add((number, default, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..])));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes.Span, ref at);
                    fields.Add((number, bytes.Slice(at, length), 0));
                    at += length;
                    break;
                case 5:
                    fields.Add((number, default, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..])));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7} of field {number}.");
            }
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int number) =>
        fields.Where(field => field.Number == number).Select(field => new ProtobufMessage(field.Bytes));

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    public ulong Number(int number) => fields.LastOrDefault(field => field.Number == number).Value;

    public bool Has(int number) => fields.Any(field => field.Number == number);

    public double Real(int number) => BitConverter.UInt64BitsToDouble(Number(number));

    /// <summary>Nanoseconds since 1970.</summary>
    public DateTimeOffset Time(int number) => DateTimeOffset.UnixEpoch.AddTicks((long)(Number(number) / 100));

    /// <summary>Packed numbers of eight bytes each.</summary>
    public IReadOnlyList<ulong> Fixed(int number)
    {
        var bytes = Bytes(number);
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(n => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[(n * 8)..]))];
    }

    /// <summary>OTLP's attributes, with values as texts.</summary>
    public IEnumerable<KeyValuePair<string, string>> Attributes(int number) => Messages(number)
        .Select(attribute => KeyValuePair.Create(attribute.Text(1), attribute.Messages(2).Select(AnyValue).SingleOrDefault("")));

    static string AnyValue(ProtobufMessage value) =>
        value.Has(2) ? value.Number(2) == 1 ? "true" : "false"
        : value.Has(3) ? ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture)
        : value.Has(4) ? value.Real(4).ToString(CultureInfo.InvariantCulture)
        : value.Has(5) ? string.Join(',', value.Messages(5).SelectMany(array => array.Messages(1)).Select(AnyValue))
        : value.Text(1);

    ReadOnlyMemory<byte> Bytes(int number) => fields.LastOrDefault(field => field.Number == number).Bytes;

    static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
