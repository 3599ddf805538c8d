using System.Buffers.Text;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// JSON may escape what PostgreSQL cannot store: U+0000 and half a surrogate pair. The database would refuse such a message with everything
/// in the same append, so each becomes the replacement character.
/// </summary>
static class StorableJson
{
    const int EscapeLength = 6;

    /// <summary>Returns the message itself if nothing has to be replaced, which is nearly always so.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> message)
    {
        if (message.Span.IndexOf("\\u"u8) < 0) return message;
        byte[]? copy = null;
        var json = message.Span;
        for (var at = 0; at + EscapeLength <= json.Length; at++)
        {
            if (json[at] != '\\') continue;
            if (Escaped(json[at..]) is not { } unit)
            {
                at++; // another escape: the next character does not begin one
                continue;
            }

            if (char.IsHighSurrogate(unit) && Escaped(json[(at + EscapeLength)..]) is { } next
                && char.IsLowSurrogate(next)) at += EscapeLength;
            else if (unit == 0 || char.IsSurrogate(unit)) "fffd"u8.CopyTo((copy ??= message.ToArray()).AsSpan(at + 2));
            at += EscapeLength - 1;
        }

        return copy ?? message;
    }

    /// <summary>The character of an escape at the beginning; null if there is none.</summary>
    static char? Escaped(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json[0] == '\\' && json[1] == 'u'
        && Utf8Parser.TryParse(json[2..EscapeLength], out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : null;
}
