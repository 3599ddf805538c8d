using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Realtime.Sessions.Provider;

/// <summary>
/// What every part of a session object must be, known or not, so that it can be stored and means one thing: no field twice, no character
/// that the log cannot store, no number that has no value, no text beyond the bound, no deep nesting.
/// </summary>
public static class WellFormed
{
    const int Deepest = 24;
    const int LongestName = 256;
    const int LongestNumber = 32;

    /// <param name="depth">The levels above the value.</param>
    public static void Check(JsonElement value, string path, Findings found, int depth = 0)
    {
        if (found.IsFull) return;
        if (depth == 0 && !Utf8.IsValid(JsonMarshal.GetRawUtf8Value(value)))
        {
            found.Refuse(path, "is not valid UTF-8.");
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when depth >= Deepest:
                found.Refuse(path, $"is nested too deeply: at most {Deepest} levels.");
                break;
            case JsonValueKind.Object:
                Fields(value, path, found, depth);
                break;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var item in value.EnumerateArray()) Check(item, JsonPaths.Of(path, at++), found, depth + 1);
                break;
            case JsonValueKind.String when Problem(value, found.LongestText) is { } problem:
                found.Refuse(path, problem);
                break;
            case JsonValueKind.Number when !IsStorable(value):
                found.Refuse(path, "is a number out of range.");
                break;
        }
    }

    static void Fields(JsonElement value, string path, Findings found, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject())
        {
            if (NameOf(field) is not { } name)
            {
                found.Refuse(path, "has a field whose name contains half a surrogate pair: send well-formed Unicode.");
                continue;
            }

            var at = JsonPaths.Of(path, name);
            if (name.Length > LongestName) found.Refuse(at, $"has a name of more than {LongestName} characters.");
            else if (name.Contains('\0', StringComparison.Ordinal)) found.Refuse(at, "has a name with the character U+0000: leave it out.");
            else if (!names.Add(name)) found.Refuse(at, "is given twice: give it once.");
            Check(field.Value, at, found, depth + 1);
        }
    }

    static string? NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static string? Problem(JsonElement value, int longest)
    {
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "contains half a surrogate pair: send well-formed Unicode.";
        }

        if (text.Length > longest) return $"may have at most {longest} characters.";
        return text.Contains('\0', StringComparison.Ordinal) ? "must not contain the character U+0000." : null;
    }

    /// <summary>PostgreSQL refuses numbers with very large exponents of either sign.</summary>
    static bool IsStorable(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= LongestNumber && value.TryGetDouble(out var number) && double.IsFinite(number)
            && (text.IndexOfAny(['e', 'E']) is not (>= 0 and var e)
                || int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                    && Math.Abs(exponent) <= 300);
    }
}
