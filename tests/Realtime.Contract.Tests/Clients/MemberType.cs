using System.Text.Json.Nodes;

namespace Realtime.Contract.Tests.Clients;

/// <summary>The C# type of a member, as its schema gives it.</summary>
/// <param name="Name">Without the question mark.</param>
/// <param name="IsValue">Whether it is a value type, whose default stands for a member that is left out.</param>
sealed record MemberType(string Name, bool IsNullable, bool IsValue = false)
{
    public static MemberType Of(JsonNode schema, ClientSchemas schemas)
    {
        if (schema["$ref"] is { } reference) return Named(ClientSchemas.Reference(reference.GetValue<string>()), schemas);
        if (schema["oneOf"] is JsonArray alternatives)
            return Of(alternatives.Single(one => one!["type"]?.ToString() != "null")!, schemas) with { IsNullable = true };
        var kinds = schema["type"] switch { JsonArray list => [.. list.Select(kind => kind!.ToString())], { } kind =>
            [kind.ToString()], null => new List<string>() };
        var isNullable = kinds.Remove("null");
        var format = schema["format"]?.ToString();
        return kinds switch
        {
            [] => new("JsonElement", isNullable, IsValue: true),
            ["number", "string"] => new("decimal", isNullable, IsValue: true),
            ["number"] => new("double", isNullable, IsValue: true),
            ["integer"] => new(format == "int32" ? "int" : "long", isNullable, IsValue: true),
            ["boolean"] => new("bool", isNullable, IsValue: true),
            ["string"] when format == "uuid" => new("Guid", isNullable, IsValue: true),
            ["string"] when format == "date-time" => new("DateTimeOffset", isNullable, IsValue: true),
            ["string"] => new("string", isNullable),
            ["array"] => new($"IReadOnlyList<{Of(schema["items"]!, schemas).Name}>", isNullable),
            _ => throw new NotSupportedException($"The client has no type for {schema.ToJsonString()}: give it one here."),
        };
    }

    /// <summary>Values are texts, so that a value of a newer service is no error.</summary>
    static MemberType Named(string name, ClientSchemas schemas) => name switch
    {
        "JsonElement" or "SessionObject" => new("JsonElement", false, IsValue: true),
        _ when schemas.All[name]["enum"] is not null => new("string", false),
        _ => new(name, false),
    };
}
