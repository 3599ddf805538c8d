using System.Text.Json.Nodes;

namespace Realtime.Contract.Tests.Snapshots;

/// <summary>Finds what breaks clients between two versions of an OpenAPI or AsyncAPI document. Words may change.</summary>
static class BreakingChanges
{
    /// <summary>The members of which clients use each by its name.</summary>
    static readonly string[] Named =
        ["paths", "properties", "responses", "content", "schemas", "messages", "channels", "operations", "parameters"];

    static readonly string[] Kinds = ["type", "const", "format", "$ref", "address", "action"];

    public static IEnumerable<string> Between(JsonNode before, JsonNode now) => Between(before, now, "#", isNamed: false);

    static IEnumerable<string> Between(JsonNode? before, JsonNode? now, string path, bool isNamed)
    {
        if (before is not JsonObject was || now is not JsonObject next) return [];
        return was.SelectMany(member => Member(member.Key, member.Value, next, $"{path}/{member.Key}", isNamed))
            .Concat(isNamed ? [] : Required(was, next, path));
    }

    static IEnumerable<string> Member(string name, JsonNode? was, JsonObject next, string path, bool isNamed)
    {
        var now = next[name];
        if (isNamed || Named.Contains(name))
        {
            // An operation is a member of its path, and a list of parameters has its own names.
            if (isNamed && now is null) return [$"{path} is gone"];
            if (was is JsonArray list) return Missing(list, now, path);
            return Between(was, now, path, isNamed: !isNamed && Named.Contains(name));
        }

        if (name is "get" or "post" or "delete" or "put" && now is null) return [$"{path} is gone"];
        if (Kinds.Contains(name)) return JsonNode.DeepEquals(was, now) ? [] : [$"{path} was {was?.ToJsonString()}, is {now?.ToJsonString()}"];
        if (name is "enum" or "oneOf" or "anyOf" or "x-close-codes" && was is JsonArray values) return Missing(values, now, path);
        if (name is "allOf" && was is JsonArray parts) return parts.SelectMany((part, at) => Between(part, (now as JsonArray)?[at], $"{path}/{at}", false));
        return Between(was, now, path, isNamed: false);
    }

    /// <summary>A parameter and a close code are known by their name or code, everything else by its whole value.</summary>
    static IEnumerable<string> Missing(JsonArray before, JsonNode? now, string path)
    {
        var known = (now as JsonArray ?? []).Select(Name).ToHashSet();
        return before.Select(Name).Where(name => !known.Contains(name)).Select(name => $"{path}: {name} is gone");
    }

    static string Name(JsonNode? item) => (item?.GetValueKind() is System.Text.Json.JsonValueKind.Object
        ? item["name"] ?? item["code"] ?? item["$ref"]
        : null)?.ToJsonString() ?? item?.ToJsonString() ?? "null";

    /// <summary>A request may not need more than before, and an answer may not have less.</summary>
    static IEnumerable<string> Required(JsonObject was, JsonObject now, string path)
    {
        if (was["properties"] is not JsonObject properties) yield break;
        var (before, after) = (Names(was), Names(now));
        var isRequest = now["additionalProperties"]?.GetValueKind() is System.Text.Json.JsonValueKind.False;
        foreach (var name in after.Except(before).Where(name => isRequest || properties.ContainsKey(name)))
            yield return $"{path}: {name} is now required";
        if (isRequest) yield break;
        foreach (var name in before.Except(after)) yield return $"{path}: {name} may now be missing";
    }

    static HashSet<string> Names(JsonObject schema) =>
        schema["required"] is JsonArray list ? [.. list.Select(name => name!.GetValue<string>())] : [];
}
