using System.Buffers.Text;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// JSON may escape what PostgreSQL cannot store: the character zero, and half a surrogate pair. One such message would be refused
/// with everything that is recorded beside it, so each becomes the replacement character.
/// </summary>
static class StorableJson
{
    const int EscapeLength = 6;

    /// <summary>The message itself where nothing has to be replaced, which is nearly always.</summary>
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
                at++; // another escape: what follows the backslash is not one's beginning
                continue;
            }

            if (char.IsHighSurrogate(unit) && Escaped(json[(at + EscapeLength)..]) is { } next
                && char.IsLowSurrogate(next)) at += EscapeLength;
            else if (unit == 0 || char.IsSurrogate(unit)) "fffd"u8.CopyTo((copy ??= message.ToArray()).AsSpan(at + 2));
            at += EscapeLength - 1;
        }

        return copy ?? message;
    }

    /// <summary>The character that an escape at the beginning stands for, where there is one.</summary>
    static char? Escaped(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json[0] == '\\' && json[1] == 'u'
        && Utf8Parser.TryParse(json[2..EscapeLength], out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : null;
}
