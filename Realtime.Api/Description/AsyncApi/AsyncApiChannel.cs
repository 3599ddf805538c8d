using System.Text.Json.Nodes;

namespace Realtime.Api.Description.AsyncApi;

/// <summary>Writes the channels and operations of the AsyncAPI document.</summary>
static class AsyncApiChannel
{
    public static JsonObject OfHttp(string address, string description, IEnumerable<string> messages, IEnumerable<string> query) =>
        Channel(address, description, messages, new JsonObject { ["http"] = Binding(query) });

    public static JsonObject OfSocket(string address, string description, IEnumerable<string> messages, IEnumerable<string> query)
    {
        var channel = Channel(address, description, messages, new JsonObject { ["ws"] = Binding(query) });
        channel["x-close-codes"] = CloseCodes.Write();
        return channel;
    }

    /// <param name="action">send for what we send, receive for what we take.</param>
    public static JsonObject Operation(string action, string channel, IEnumerable<string> messages) => new()
    {
        ["action"] = action,
        ["channel"] = new JsonObject { ["$ref"] = $"#/channels/{channel}" },
        ["messages"] = new JsonArray([.. messages.Select(name => new JsonObject { ["$ref"] = $"#/channels/{channel}/messages/{name}" })]),
    };

    static JsonObject Channel(string address, string description, IEnumerable<string> messages, JsonObject bindings)
    {
        var channel = new JsonObject
        {
            ["address"] = address,
            ["description"] = description,
            ["messages"] = new JsonObject(messages.Select(name => KeyValuePair.Create(name,
                (JsonNode?)new JsonObject { ["$ref"] = $"#/components/messages/{name}" }))),
            ["bindings"] = bindings,
        };
        var parameters = address.Split('/').Where(segment => segment is ['{', .., '}']).Select(segment => segment[1..^1]).ToList();
        if (parameters.Count > 0)
            channel["parameters"] = new JsonObject(parameters.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject())));
        return channel;
    }

    static JsonObject Binding(IEnumerable<string> query) => new()
    {
        ["method"] = "GET",
        ["query"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(query.Select(name => KeyValuePair.Create(name,
                (JsonNode?)new JsonObject { ["type"] = "string" }))),
        },
    };
}
