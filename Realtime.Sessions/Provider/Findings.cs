namespace Realtime.Sessions.Provider;

/// <summary>What an examination of a session object found.</summary>
/// <param name="longestText">The most characters of one text.</param>
public sealed class Findings(int longestText)
{
    const int MostErrors = 32;
    const int MostUnknown = 64;

    readonly Dictionary<string, string[]> errors = [];
    readonly List<string> unknown = [];

    public int LongestText => longestText;

    /// <summary>Refusals by the JSON path of the part that they are about.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <summary>The JSON paths of fields that we do not know. They pass through to the provider.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    public bool IsFull => errors.Count >= MostErrors;

    /// <summary>The first refusal of a path counts.</summary>
    /// <param name="rule">What the part must be: the rest of a sentence that begins with the path.</param>
    public void Refuse(string path, string rule)
    {
        if (!IsFull) errors.TryAdd(path, [$"{path} {rule}"]);
    }

    public void Pass(string path)
    {
        if (unknown.Count < MostUnknown) unknown.Add(path);
        else Refuse(path, $"is one unknown field too many: at most {MostUnknown} pass through to the provider.");
    }
}
