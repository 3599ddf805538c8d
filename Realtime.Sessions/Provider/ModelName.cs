namespace Realtime.Sessions.Provider;

/// <summary>The rule for names of models and voices, which appear in addresses, headers and queries.</summary>
public static class ModelName
{
    public const int MaximumLength = 128;

    public static readonly string Rule = $"1 to {MaximumLength} characters of A-Z a-z 0-9 . _ : / + -";

    public static bool IsGood(string name) =>
        name.Length is >= 1 and <= MaximumLength
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '+' or '-');
}
