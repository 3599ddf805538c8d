using System.Text.Json.Nodes;

namespace Realtime.Simulator.Connections;

/// <summary>The list of models in OpenAI's shape. One of them ends, on a day that no client knows otherwise.</summary>
internal static class ModelsEndpoint
{
    private const long Created = 1_780_000_000;

    public static void MapModels(this WebApplication app) => app.MapGet("/v1/models", List);

    private static JsonObject List() => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray(Model("gpt-realtime-2.1", null), Model("gpt-realtime-2", "2099-12-31")),
    };

    private static JsonObject Model(string id, string? shutdown) => new()
    {
        ["id"] = id,
        ["object"] = "model",
        ["created"] = Created,
        ["owned_by"] = "simulator",
        ["shutdown_date"] = shutdown,
    };
}
