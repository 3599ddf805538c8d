using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Api.Problems;
using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Api.Commands;

/// <summary>A message for the model's conversation, checked; its images are references.</summary>
sealed record MessageItem(JsonElement Item, bool IsOfUser, IReadOnlyList<(ItemImage Reference, ReadOnlyMemory<byte> Bytes)> Images,
    IReadOnlyList<string> UnknownFields)
{
    const int MostParts = 64;
    static readonly string[] Fields = ["id", "type", "object", "role", "content", "status"];
    static readonly string[] PartFields = ["type", "text", "image_url", "detail"];
    static readonly string[] Types = ["data:image/png;base64,", "data:image/jpeg;base64,"];

    /// <exception cref="InvalidOptionsException">The error names the path of what is wrong.</exception>
    public static MessageItem Read(JsonElement given, Guid session, string inputId, ApiOptions options)
    {
        JsonTexts.CheckWellFormed("item", given);
        var item = JsonObject.Create(given)!;
        CheckType(Text(item, "type"));
        var role = Text(item, "role");
        if (role is not ("user" or "system" or "assistant"))
            throw new InvalidOptionsException("item.role", "item.role must be user, system or assistant.");
        if (item.ContainsKey("id")) ItemIds.CheckNew("item.id", Text(item, "id") ?? "");
        else item["id"] = TextItems.Of(session, inputId);
        if (item["content"] is not JsonArray { Count: > 0 and <= MostParts } content)
            throw new InvalidOptionsException("item.content", $"item.content must be a list of 1 to {MostParts} parts.");
        var images = content.SelectMany((part, at) => TakeImage(part, $"item.content[{at}]", role, options)).ToList();
        if (images.Sum(image => (long)image.Bytes.Length) > options.MaximumImageBytes)
            throw new InvalidOptionsException("item.content",
                $"The images of an item may have at most {options.MaximumImageBytes} bytes together.");
        var kept = item.Deserialize<JsonElement>();
        JsonTexts.CheckSize("item", kept);
        return new MessageItem(kept, role is "user", images, Unknown(kept));
    }

    /// <summary>The paths of fields that the API does not know. They pass to the model.</summary>
    static IReadOnlyList<string> Unknown(JsonElement item) =>
    [
        .. item.EnumerateObject().Where(field => !Fields.Contains(field.Name)).Select(field => $"item.{field.Name}"),
        .. item.GetProperty("content").EnumerateArray().SelectMany((part, at) => part.EnumerateObject()
            .Where(field => !PartFields.Contains(field.Name)).Select(field => $"item.content[{at}].{field.Name}")),
    ];

    static void CheckType(string? type)
    {
        if (type is "message") return;
        throw new InvalidOptionsException("item.type", type switch
        {
            "function_call_output" => "item.type must be message: answer a tool call at /handoffs/{call}.",
            "mcp_approval_response" => "item.type must be message: answer a request for approval at /approvals/{request}.",
            _ => "item.type must be message.",
        });
    }

    /// <summary>Replaces the image of a part, if it has one, by its reference.</summary>
    static IEnumerable<(ItemImage Reference, ReadOnlyMemory<byte> Bytes)> TakeImage(JsonNode? node, string path, string role,
        ApiOptions options)
    {
        var part = node as JsonObject ?? throw new InvalidOptionsException(path, $"{path} must be an object.");
        switch (Text(part, "type"), role)
        {
            case ("input_text", "user" or "system") or ("output_text", "assistant"):
                if (Text(part, "text") is not { } text || text.Length > options.MaximumTextLength)
                    throw new InvalidOptionsException($"{path}.text",
                        $"{path}.text must be a text of at most {options.MaximumTextLength} characters.");
                yield break;
            case ("input_image", "user"):
                if (part.ContainsKey("detail") && Text(part, "detail") is not ("auto" or "low" or "high"))
                    throw new InvalidOptionsException($"{path}.detail", $"{path}.detail must be auto, low or high.");
                var (reference, bytes) = Decode(Text(part, "image_url"), $"{path}.image_url");
                part["image_url"] = JsonSerializer.SerializeToNode(reference, EventLog.EventTypes.Json);
                yield return (reference, bytes);
                yield break;
            case ("input_audio", "user"):
                throw new InvalidOptionsException($"{path}.type", $"{path}.type must not be input_audio: POST audio to /audio.");
            default:
                throw new InvalidOptionsException($"{path}.type", role is "assistant"
                    ? $"{path}.type must be output_text in an assistant's message."
                    : $"{path}.type must be input_text{(role is "user" ? " or input_image" : "")} in a {role}'s message.");
        }
    }

    static (ItemImage Reference, ReadOnlyMemory<byte> Bytes) Decode(string? uri, string path)
    {
        var type = Types.FirstOrDefault(type => uri?.StartsWith(type, StringComparison.Ordinal) == true);
        var bytes = new byte[(uri?.Length ?? 0) * 3 / 4 + 3];
        if (type is null || !Convert.TryFromBase64Chars(uri.AsSpan(type.Length), bytes, out var length) || length == 0)
            throw new InvalidOptionsException(path, $"{path} must be a PNG or a JPEG as a data URI: {Types[0]}… or {Types[1]}…");
        var (image, named) = (bytes.AsMemory(0, length), type["data:".Length..^";base64,".Length]);
        if (ImageTypes.Of(image.Span) is var found && found != named)
            throw new InvalidOptionsException(path, $"{path} says {named}, and its bytes are {found ?? "neither a PNG nor a JPEG"}.");
        return (new ItemImage(Convert.ToHexStringLower(SHA256.HashData(image.Span)), named, length), image);
    }

    static string? Text(JsonObject on, string name) =>
        on[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
