using System.Net;
using System.Text.Json;
using Realtime.Testing.Client;

namespace Realtime.Adversary.Tests.Fuzz;

/// <summary>An operation of the API's own description.</summary>
sealed record FuzzEndpoint(string Method, string Path, IReadOnlyList<string> Query, IReadOnlyList<string> Fields)
{
    /// <summary>Reads the whole log.</summary>
    public bool IsCostly => Path.StartsWith("/audit/verify", StringComparison.Ordinal)
        || Path.StartsWith("/audit/heads", StringComparison.Ordinal);

    public static async Task<IReadOnlyList<FuzzEndpoint>> Described(ApiClient api)
    {
        var document = (await api.Get("/openapi/v1.json")).MustBe(HttpStatusCode.OK).Json;
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Value.ValueKind is JsonValueKind.Object
               select new FuzzEndpoint(operation.Name.ToUpperInvariant(), path.Name, [.. Parameters(operation.Value)],
                   [.. FieldsOf(document, operation.Value)]),
        ];
    }

    static IEnumerable<string> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!)
        : [];

    static IEnumerable<string> FieldsOf(JsonElement document, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body)
            || !body.GetProperty("content").TryGetProperty("application/json", out var json))
            return [];
        var schema = json.GetProperty("schema");
        while (Reference(schema) is { } name) schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name);
        return schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => p.Name) : [];
    }

    static string? Reference(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return reference.GetString()!.Split('/')[^1];
        return schema.TryGetProperty("oneOf", out var choices)
            ? choices.EnumerateArray().Select(Reference).FirstOrDefault(name => name is not null)
            : null;
    }
}
