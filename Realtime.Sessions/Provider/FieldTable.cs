using System.Text.Json;

namespace Realtime.Sessions.Provider;

/// <summary>The fields of one kind of object, by name. A field that is not in the table passes through, and its path is reported.</summary>
/// <param name="kind">The object's kind, as refusals call it.</param>
sealed class FieldTable(string kind) : Dictionary<string, Rule>(StringComparer.Ordinal)
{
    /// <summary>Fields that must be there.</summary>
    public string[] Needs { get; init; } = [];

    /// <summary>Fields of a related kind, which the provider refuses here.</summary>
    public string[] Excludes { get; init; } = [];

    /// <summary>What concerns several fields.</summary>
    public Rule Together { get; init; } = Rules.Anything;

    public Rule Rule => Rules.Kinds("an object", (JsonValueKind.Object, Judge));

    public void Judge(JsonElement value, string path, Findings found)
    {
        foreach (var field in value.EnumerateObject())
        {
            var at = JsonPaths.Of(path, field.Name);
            if (TryGetValue(field.Name, out var rule)) rule(field.Value, at, found);
            else if (Excludes.Contains(field.Name)) found.Refuse(at, $"is not a field of {kind}: leave it out.");
            else found.Pass(at);
        }

        foreach (var name in Needs)
        {
            if (!value.TryGetProperty(name, out _)) found.Refuse(JsonPaths.Of(path, name), "is missing.");
        }

        Together(value, path, found);
    }
}
