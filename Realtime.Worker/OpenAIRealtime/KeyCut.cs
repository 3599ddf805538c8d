using System.Text.RegularExpressions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Providers repeat a key that they refuse, masked or not. Nothing of it goes on the record, or to a client.</summary>
static partial class KeyCut
{
    const string Instead = "[key]";

    public static string Of(string text) => Key().Replace(text, Instead);

    /// <summary>By its prefix, behind "Bearer", or by the stars or dots of its mask.</summary>
    [GeneratedRegex(@"\b(?:sk|ek|pk|rk)[-_][\w\-*.…•]*[\w*…•]|(?<=\bBearer\s+)[\w\-*.…•~+/=]+|[\w\-]*(?:\*{3,}|…|•{3,})[\w\-*…•]+|[\w\-]+(?:\*{3,}|•{3,})", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Key();
}
