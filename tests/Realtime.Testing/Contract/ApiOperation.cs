using System.Text.Json;

namespace Realtime.Testing.Contract;

/// <summary>An operation of an OpenAPI document.</summary>
/// <param name="Segments">Its path; a parameter is a segment in braces.</param>
/// <param name="Ids">The parameters that must be UUIDs.</param>
sealed record ApiOperation(string Method, IReadOnlyList<string> Segments, IReadOnlySet<string> Ids, JsonElement Responses)
{
    public static IEnumerable<ApiOperation> All(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Value.ValueKind is JsonValueKind.Object && operation.Value.TryGetProperty("responses", out _)
        select new ApiOperation(operation.Name, path.Name.Trim('/').Split('/'), IdsOf(operation.Value),
            operation.Value.GetProperty("responses"));

    /// <param name="lastTakesRest">Whether the last parameter may have slashes; a document cannot tell.</param>
    public bool Is(HttpMethod method, string path, bool lastTakesRest = false)
    {
        if (!method.Method.Equals(Method, StringComparison.OrdinalIgnoreCase)) return false;
        var asked = lastTakesRest && Segments[^1] is ['{', ..] ? path.Trim('/').Split('/', Segments.Count) : path.Trim('/').Split('/');
        return asked.Length == Segments.Count && Segments.Zip(asked).All(pair => IsSegment(pair.First, pair.Second));
    }

    bool IsSegment(string segment, string asked)
    {
        if (segment is not ['{', .. var name, '}']) return segment.Equals(asked, StringComparison.OrdinalIgnoreCase);
        return asked.Length > 0 && (!Ids.Contains(name) || Guid.TryParse(asked, out _));
    }

    static HashSet<string> IdsOf(JsonElement operation) => !operation.TryGetProperty("parameters", out var parameters)
        ? []
        : [.. parameters.EnumerateArray()
            .Where(p => p.GetProperty("in").GetString() == "path" && p.GetProperty("schema").TryGetProperty("format", out var format)
                && format.GetString() == "uuid")
            .Select(p => p.GetProperty("name").GetString()!)];
}
