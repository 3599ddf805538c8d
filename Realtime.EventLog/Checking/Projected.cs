using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;

namespace Realtime.EventLog.Checking;

/// <summary>Compares the document of a conversation with the fold of its events.</summary>
static class Projected
{
    const int Excerpt = 200;

    /// <summary>Describes the first difference; null if they are equal. A null property equals a missing one.</summary>
    public static string? Difference(Conversation? fold, ReadOnlyMemory<byte>? document)
    {
        if (fold is null) return document is null ? null : "There is a document, but no event that creates one.";
        if (document is not { } stored) return "The conversation has no document.";
        JsonNode? there;
        try
        {
            there = JsonNode.Parse(stored.Span);
        }
        catch (JsonException broken)
        {
            return $"The document cannot be read: {broken.Message}";
        }

        return Different("", Plain(JsonSerializer.SerializeToNode(fold, EventTypes.Json)), Plain(there));
    }

    /// <summary>Removes Marten's revision and the mark of archived conversations, which the fold does not have.</summary>
    static JsonNode? Plain(JsonNode? node)
    {
        if (node is not JsonObject document) return node;
        document.Remove("version");
        document.Remove("archived");
        return node;
    }

    static string? Different(string path, JsonNode? fold, JsonNode? document)
    {
        if (fold is not JsonObject expected || document is not JsonObject actual)
        {
            return JsonNode.DeepEquals(fold, document)
                ? null
                : $"The document's {(path.Length == 0 ? "content" : path)} is {Text(document)}, but the events give {Text(fold)}.";
        }

        var names = expected.Select(p => p.Key).Union(actual.Select(p => p.Key));
        return names.Select(name => Different(path.Length == 0 ? name : $"{path}.{name}", expected[name], actual[name]))
            .FirstOrDefault(d => d is not null);
    }

    static string Text(JsonNode? node)
    {
        var json = node?.ToJsonString() ?? "absent";
        return json.Length <= Excerpt ? json : json[..Excerpt] + "…";
    }
}
