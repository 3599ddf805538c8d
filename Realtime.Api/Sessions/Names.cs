using Realtime.Api.Problems;
using Realtime.Sessions.Provider;

namespace Realtime.Api.Sessions;

/// <summary>The rule for names of models, voices and workers, which appear in addresses, headers and queries.</summary>
static class Names
{
    public static readonly string Rule = ModelName.Rule;

    public static bool IsName(string name) => ModelName.IsGood(name);

    /// <exception cref="InvalidOptionsException">The name breaks the rule.</exception>
    public static void Check(string field, string name)
    {
        if (!IsName(name)) throw new InvalidOptionsException(field, $"{field} must be {Rule}");
    }
}
