using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Realtime.Testing.Contract;

/// <summary>
/// The schemas of a document's components. They are read strictly: a member that is not described is an error, so that an answer cannot get
/// one that the document lacks.
/// </summary>
public sealed class SchemaSet
{
    const string Components = "#/components/schemas/", Definitions = "#/$defs/";

    static readonly EvaluationOptions Flag = new() { OutputFormat = OutputFormat.Flag, EvaluateAs = SpecVersion.Draft202012 };
    static readonly EvaluationOptions Details = new() { OutputFormat = OutputFormat.List, EvaluateAs = SpecVersion.Draft202012 };

    readonly JsonObject definitions;
    readonly ConcurrentDictionary<string, JsonSchema> schemas = new();

    public SchemaSet(JsonElement document)
    {
        definitions = new JsonObject();
        if (!document.TryGetProperty("components", out var components) || !components.TryGetProperty("schemas", out var all)) return;
        foreach (var schema in all.EnumerateObject()) definitions[schema.Name] = Strict(Parse(schema.Value));
    }

    /// <summary>Null if the value agrees with the schema; else what does not.</summary>
    public string? Disagreement(JsonElement schema, JsonElement value)
    {
        var compiled = schemas.GetOrAdd(schema.GetRawText(), text =>
        {
            var root = new JsonObject { ["$defs"] = definitions.DeepClone(), ["allOf"] = new JsonArray(Strict(JsonNode.Parse(text)!)) };
            return JsonSchema.FromText(root.ToJsonString());
        });
        var node = Node(value);
        if (compiled.Evaluate(node, Flag).IsValid) return null;
        var errors = compiled.Evaluate(node, Details).Details.Where(detail => detail.HasErrors)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"));
        return string.Join("; ", errors.Distinct().Take(12));
    }

    static JsonNode? Node(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        ? Parse(value)
        : JsonValue.Create(value);

    static JsonNode Parse(JsonElement value) => JsonNode.Parse(value.GetRawText())!;

    /// <summary>The same schema with references into $defs, closed to members that it does not describe.</summary>
    static JsonNode Strict(JsonNode schema, bool isPart = false)
    {
        if (schema is JsonArray list)
        {
            for (var at = 0; at < list.Count; at++)
                if (list[at] is { } item) list[at] = Strict(item.DeepClone(), isPart);
            return list;
        }

        if (schema is not JsonObject of) return schema;
        foreach (var (name, value) in of.ToList())
        {
            if (name == "$ref") of[name] = value!.GetValue<string>().Replace(Components, Definitions, StringComparison.Ordinal);
            else if (name is "properties") of[name] = EachStrict(value!.AsObject());
            else if (name is "oneOf" or "anyOf" or "items" or "additionalProperties") of[name] = Strict(value!.DeepClone());
            else if (name is "allOf") of[name] = Strict(value!.DeepClone(), isPart: true);
        }

        var isOpen = of["additionalProperties"] is null;
        if (isOpen && !isPart && (of["properties"] is not null || of["allOf"] is not null)) of["unevaluatedProperties"] = false;
        of.Remove("discriminator");
        of.Remove("example");
        return of;
    }

    static JsonObject EachStrict(JsonObject properties) =>
        new(properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Strict(p.Value!.DeepClone()))));
}
