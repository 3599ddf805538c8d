namespace Realtime.Worker.OpenAIRealtime;

/// <summary>JSON that goes on the record as it came must be one that PostgreSQL takes: without the escape of U+0000.</summary>
static class Storable
{
    public static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> message)
    {
        if (message.Span.IndexOf("\\u0000"u8) < 0) return message;
        var copy = message.ToArray();
        for (var at = copy.AsSpan().IndexOf("\\u0000"u8); at >= 0; at = copy.AsSpan().IndexOf("\\u0000"u8))
            "\\ufffd"u8.CopyTo(copy.AsSpan(at));
        return copy;
    }
}
