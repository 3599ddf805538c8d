using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace Realtime.Simulator.Connections;

/// <summary>The buffer for one outgoing message. It is pooled, so that idle connections hold none.</summary>
internal sealed class EventBuffer : IResettable
{
    private const int LargestKept = 256 * 1024;
    private static readonly DefaultObjectPool<EventBuffer> Pool = new(new DefaultPooledObjectPolicy<EventBuffer>(), 256);
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly ArrayBufferWriter<byte> bytes = new(1024);

    public EventBuffer() => Json = new Utf8JsonWriter(bytes, Readable);

    public Utf8JsonWriter Json { get; }

    public IBufferWriter<byte> Raw => bytes;

    public ReadOnlyMemory<byte> Written => bytes.WrittenMemory;

    public static EventBuffer Rent() => Pool.Get();

    public static void Return(EventBuffer buffer) => Pool.Return(buffer);

    public bool TryReset()
    {
        bytes.ResetWrittenCount();
        Json.Reset();
        return bytes.Capacity <= LargestKept;
    }
}
