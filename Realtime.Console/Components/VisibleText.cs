using System.Globalization;
using System.Text;

namespace Realtime.Console.Components;

/// <summary>A piece of a text: plain, or one character that is shown as its code.</summary>
/// <param name="Mark">What the character is; null for plain text.</param>
readonly record struct TextPart(string Text, string? Mark);

/// <summary>
/// Shows characters that would be invisible, or would turn the text around them: control and format characters, among them those for the
/// direction of writing. A reader then sees what was written, and a text cannot pass itself off as another.
/// </summary>
static class VisibleText
{
    public static IEnumerable<TextPart> Parts(string? text)
    {
        var plain = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!IsHidden(rune))
            {
                plain.Append(rune.ToString());
                continue;
            }

            if (plain.Length > 0) yield return new TextPart(plain.ToString(), Mark: null);
            plain.Clear();
            yield return new TextPart($"U+{rune.Value:X4}", $"{Rune.GetUnicodeCategory(rune)} character");
        }

        if (plain.Length > 0) yield return new TextPart(plain.ToString(), Mark: null);
    }

    /// <summary>The same as one text, for attributes and drawings.</summary>
    public static string Of(string? text) => string.Concat(Parts(text).Select(p => p.Mark is null ? p.Text : $"[{p.Text}]"));

    /// <summary>The zero-width joiner belongs to many written words and signs.</summary>
    static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\r' or '\t' or 0x200D or 0xFFFD) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
