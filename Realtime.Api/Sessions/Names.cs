using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

/// <summary>The rule for names of models, voices and workers, which appear in addresses, headers and queries.</summary>
static class Names
{
    const int MaximumLength = 128;

    public static readonly string Rule = $"1 to {MaximumLength} characters of A-Z a-z 0-9 . _ : / + -";

    public static bool IsName(string name) =>
        name.Length is >= 1 and <= MaximumLength
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '+' or '-');

    /// <exception cref="InvalidOptionsException">The name breaks the rule.</exception>
    public static void Check(string field, string name)
    {
        if (!IsName(name)) throw new InvalidOptionsException(field, $"{field} must be {Rule}");
    }
}
