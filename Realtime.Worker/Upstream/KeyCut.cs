using System.Text.RegularExpressions;

namespace Realtime.Worker.Upstream;

/// <summary>
/// Removes keys from texts: a provider repeats a key that it refuses, masked or not, and no key goes on the record or to a client.
/// </summary>
static partial class KeyCut
{
    const string Instead = "[key]";

    /// <param name="text">A message or a reason for the record: a thousand characters at most.</param>
    public static string Of(string text) => Key().Replace(text, Instead);

    /// <summary>Finds a key by its prefix, after "Bearer", or by the stars or dots of its mask.</summary>
    [GeneratedRegex(@"\b(?:sk|ek|pk|rk)[-_][\w\-*.…•]*[\w*…•]|(?<=\bBearer\s+)[\w\-*.…•~+/=]+|[\w\-]{0,200}(?:\*{3,}|…|•{3,})[\w\-*…•]+|[\w\-]{1,200}(?:\*{3,}|•{3,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
