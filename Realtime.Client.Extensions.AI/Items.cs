using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Realtime.Client.Extensions.AI;

/// <summary>Items of the model's conversation, in both directions.</summary>
static class Items
{
    public static JsonObject Json(RealtimeConversationItem item)
    {
        if (item.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result)
            return new() { ["type"] = "function_call_output", ["call_id"] = result.CallId, ["output"] = Text(result.Result) };
        if (item.Contents.OfType<FunctionCallContent>().FirstOrDefault() is { } call)
            return new()
            {
                ["type"] = "function_call", ["call_id"] = call.CallId, ["name"] = call.Name,
                ["arguments"] = JsonSerializer.Serialize(call.Arguments, AIJsonUtilities.DefaultOptions),
            };
        var role = item.Role?.Value ?? "user";
        var json = new JsonObject
        {
            ["type"] = "message", ["role"] = role,
                ["content"] = new JsonArray([.. item.Contents.Select(content => (JsonNode)Part(content, role))]),
        };
        if (item.Id is { } id) json["id"] = id;
        return json;
    }

    static JsonObject Part(AIContent content, string role) => content switch
    {
        TextContent text => new() { ["type"] = role is "assistant" ? "output_text" : "input_text", ["text"] = text.Text },
        DataContent image when image.HasTopLevelMediaType("image") => new() { ["type"] = "input_image", ["image_url"] = image.Uri },
        DataContent audio when audio.HasTopLevelMediaType("audio") =>
            new() { ["type"] = "input_audio", ["audio"] = Convert.ToBase64String(audio.Data.Span) },
        _ => throw new NotSupportedException($"{content.GetType().Name} has no part in the model's protocol."),
    };

    static string Text(object? result) => result switch
    {
        null => "",
        string text => text,
        _ => JsonSerializer.Serialize(result, AIJsonUtilities.DefaultOptions),
    };

    public static RealtimeConversationItem Of(JsonElement item)
    {
        List<AIContent> contents = item.Text("type") switch
        {
            "function_call" => [new FunctionCallContent(item.Text("call_id") ?? "", item.Text("name") ?? "",
                Arguments(item.Text("arguments")))],
            "function_call_output" => [new FunctionResultContent(item.Text("call_id") ?? "", item.Text("output"))],
            _ when item.TryGetProperty("content", out var parts) && parts.ValueKind is JsonValueKind.Array =>
                [.. parts.EnumerateArray().Select(part => part.Text("text") ?? part.Text("transcript")).OfType<string>().Select(text =>
                    new TextContent(text))],
            _ => [],
        };
        return new(contents, item.Text("id"), item.Text("role") is { } role ? new ChatRole(role) : null) { RawRepresentation = item };
    }

    /// <summary>Null for what the model sends that is no object: whoever calls the function sees that it has no arguments.</summary>
    static Dictionary<string, object?>? Arguments(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<Dictionary<string, object?>>(json, AIJsonUtilities.DefaultOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
