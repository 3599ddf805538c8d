using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

/// <summary>Texts that PostgreSQL can store: without U+0000 and without half a surrogate pair.</summary>
static class Texts
{
    public static string? Problem(string field, string? text)
    {
        if (text is null) return null;
        if (text.Contains('\0', StringComparison.Ordinal)) return $"{field} must not contain the character U+0000.";
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return $"{field} contains half a surrogate pair at {i}: send well-formed Unicode.";
            i++;
        }

        return null;
    }

    public static void Check(string field, string? text)
    {
        if (Problem(field, text) is { } problem) throw new InvalidOptionsException(field, problem);
    }
}
