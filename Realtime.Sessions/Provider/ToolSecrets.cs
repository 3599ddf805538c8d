using System.Text.Json.Nodes;

namespace Realtime.Sessions.Provider;

/// <summary>
/// The secrets of tools: what the provider presents to an MCP server. They are kept apart from the tools, which are in the event log.
/// </summary>
public static class ToolSecrets
{
    public static readonly IReadOnlyList<string> Fields = ["authorization", "headers"];

    /// <summary>What names a server. A secret is only ever given back to a tool with the same.</summary>
    static readonly string[] Server = ["type", "server_label", "server_url", "connector_id", "tunnel_id"];

    /// <summary>Removes the secrets from the tools, and returns them as JSON; null if there are none.</summary>
    public static string? Take(JsonArray? tools)
    {
        var taken = new JsonArray();
        foreach (var tool in tools?.OfType<JsonObject>() ?? [])
        {
            var secrets = new JsonObject();
            foreach (var field in Fields)
            {
                if (tool.Remove(field, out var value) && value is not null) secrets[field] = value;
            }

            if (secrets.Count == 0) continue;
            foreach (var name in Server) secrets[name] = tool[name]?.DeepClone();
            taken.Add(secrets);
        }

        return taken.Count == 0 ? null : taken.ToJsonString();
    }

    /// <summary>Gives each tool the secrets of its server.</summary>
    /// <param name="secrets">As <see cref="Take"/> returned them.</param>
    public static void Give(JsonArray? tools, string secrets) => Give(tools, JsonNode.Parse(secrets) as JsonArray);

    /// <param name="from">Tools, or secrets of tools.</param>
    public static void Give(JsonArray? tools, JsonArray? from)
    {
        foreach (var (at, field, value) in Missing(tools, from)) ((JsonObject)tools![at]!)[field] = value.DeepClone();
    }

    /// <summary>The secrets that the tools lack and the others have for the same server.</summary>
    public static IReadOnlyList<(int At, string Field, JsonNode Value)> Missing(JsonArray? tools, JsonArray? from)
    {
        var missing = new List<(int, string, JsonNode)>();
        for (var at = 0; at < (tools?.Count ?? 0); at++)
        {
            if (tools![at] is not JsonObject tool || from?.OfType<JsonObject>().FirstOrDefault(other => IsSame(tool, other)) is not { } same)
                continue;
            missing.AddRange(Fields.Where(field => tool[field] is null && same[field] is not null)
                .Select(field => (at, field, same[field]!)));
        }

        return missing;
    }

    static bool IsSame(JsonObject tool, JsonObject other) => Server.All(name => JsonNode.DeepEquals(tool[name], other[name]));
}
