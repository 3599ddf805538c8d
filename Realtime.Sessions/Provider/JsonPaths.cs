using System.Text;

namespace Realtime.Sessions.Provider;

/// <summary>Writes JSON paths such as session.tools[0].name.</summary>
static class JsonPaths
{
    const int LongestName = 64;

    /// <summary>The path of a field. An unusual name is quoted, a long one is cut.</summary>
    public static string Of(string parent, string name)
    {
        if (name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return $"{parent}.{name}";
        var quoted = new StringBuilder();
        foreach (var c in name.Take(LongestName))
        {
            if (c is >= ' ' and <= '~' and not ('"' or '\\')) quoted.Append(c);
            else quoted.Append($"\\u{(int)c:x4}");
        }

        return $"{parent}[\"{quoted}{(name.Length > LongestName ? "…" : "")}\"]";
    }

    public static string Of(string parent, int index) => $"{parent}[{index}]";
}
