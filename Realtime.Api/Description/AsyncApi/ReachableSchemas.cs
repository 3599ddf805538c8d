using System.Text.Json.Nodes;

namespace Realtime.Api.Description.AsyncApi;

/// <summary>Those schemas of the OpenAPI document that messages use.</summary>
static class ReachableSchemas
{
    const string Prefix = "#/components/schemas/";

    public static JsonObject Reference(string schema) => new() { ["$ref"] = Prefix + schema };

    public static JsonObject Of(JsonObject messages, JsonObject openApi)
    {
        var all = openApi["components"]!["schemas"]!.AsObject();
        var reached = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        Reach(messages, all, reached);
        return new JsonObject(reached.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));
    }

    static void Reach(JsonNode? node, JsonObject all, SortedDictionary<string, JsonNode> reached)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Reach(item, all, reached);
        }

        if (node is not JsonObject of) return;
        if (of["$ref"]?.GetValue<string>() is { } reference && reference[Prefix.Length..] is var name && !reached.ContainsKey(name))
        {
            var schema = all[name]!.DeepClone();
            // AsyncAPI names the member alone.
            if (schema["discriminator"]?["propertyName"] is { } member) schema["discriminator"] = member.DeepClone();
            reached[name] = schema;
            Reach(schema, all, reached);
        }

        foreach (var (_, value) in of) Reach(value, all, reached);
    }
}
