using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;
using Realtime.Sessions.Provider;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// A session's configuration: the part of the provider's answer that goes on the record, and the message that restores it on a new
/// transport.
/// </summary>
static class Configuration
{
    /// <summary>A client may define very large tools: beyond this the largest parts are left out.</summary>
    const int MostBytes = 256 * 1024;

    static readonly string[] ReadOnly = ["id", "object", "type", "model", "expires_at"];
    static readonly string[] Settable =
        ["output_modalities", "instructions", "tools", "tool_choice", "parallel_tool_calls", "max_output_tokens", "reasoning", "tracing",
            "truncation", "include", "prompt"];

    static readonly string[] OfInput = ["format", "transcription", "noise_reduction", "turn_detection"];
    static readonly string[] OfOutput = ["format", "voice", "speed"];

    /// <summary>Fields without which the session is not what its start asked for.</summary>
    static readonly string[] Indispensable = ["session", "session.type", "session.model", "session.instructions",
        "session.output_modalities"];

    /// <param name="instructions">The start's instructions, which the log has already.</param>
    public static UpstreamConfigured Recorded(Guid session, JsonElement told, string? instructions = null)
    {
        var kept = JsonObject.Create(told) ?? throw new FormatException();
        kept.Remove("client_secret");
        if (instructions is not null && told.Text("instructions") == instructions) kept.Remove("instructions");
        List<string> left = [.. WithoutSecrets(kept["tools"] as JsonArray)];
        while (Encoding.UTF8.GetByteCount(kept.ToJsonString()) > MostBytes)
        {
            var largest = kept.MaxBy(part => part.Value?.ToJsonString().Length ?? 0).Key;
            kept.Remove(largest);
            left.Add(largest);
        }

        return new UpstreamConfigured(session, told.Text("id"), kept.Deserialize<JsonElement>(), left.Count == 0 ? null : left);
    }

    /// <summary>Removes the keys of servers that the model calls by itself.</summary>
    static IEnumerable<string> WithoutSecrets(JsonArray? tools)
    {
        for (var at = 0; at < (tools?.Count ?? 0); at++)
        {
            foreach (var secret in ToolSecrets.Fields)
            {
                if (tools![at] is JsonObject tool && tool.Remove(secret, out var value)
                    && value is not null) yield return $"tools[{at}].{secret}";
            }
        }
    }

    /// <summary>The start's session.update, overlaid with the configuration of the old transport.</summary>
    public static ReadOnlyMemory<byte> Restore(UpstreamConfigured inForce, ReadOnlyMemory<byte> first)
    {
        var update = JsonNode.Parse(first.Span)!.AsObject();
        var session = update["session"]!.AsObject();
        var was = JsonObject.Create(inForce.Configuration)!;
        ToolSecrets.Give(was["tools"] as JsonArray, session["tools"] as JsonArray);
        foreach (var name in Settable) Set(session, name, was[name]);
        if (was["audio"] is JsonObject audio)
        {
            foreach (var name in OfInput) Set(Side(session, "input"), name, audio["input"]?[name],
                orNull: audio["input"] is JsonObject input && input.ContainsKey(name));
            foreach (var name in audio["output"] is null ? [] : OfOutput) Set(Side(session, "output"), name, audio["output"]?[name]);
        }

        return JsonSerializer.SerializeToUtf8Bytes(update);
    }

    /// <summary>The path of a field that a session can do without; null for any other.</summary>
    public static string? Dispensable(string? path)
    {
        var field = path?.Split('[')[0];
        return field?.StartsWith("session.", StringComparison.Ordinal) == true && !Indispensable.Contains(field) ? field : null;
    }

    /// <summary>The update without fields that the provider refused.</summary>
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> update, IReadOnlyList<string> fields)
    {
        if (fields.Count == 0) return update;
        var all = JsonNode.Parse(update.Span)!;
        foreach (var field in fields)
        {
            var path = field.Split('.');
            var holder = path[..^1].Aggregate<string, JsonNode?>(all, (node, name) => (node as JsonObject)?[name]);
            (holder as JsonObject)?.Remove(path[^1]);
        }

        return JsonSerializer.SerializeToUtf8Bytes(all);
    }

    /// <summary>The parts of the configuration that cannot be restored on a new transport.</summary>
    /// <param name="start">The start's session object, which has secrets that are not recorded.</param>
    public static IEnumerable<string> NotRestored(UpstreamConfigured inForce, SessionObject? start = null) => (inForce.NotRecorded ?? [])
        .Except(ToolSecrets.Missing(ToolsOf(inForce.Configuration), ToolsOf(start?.Json))
            .Select(secret => $"tools[{secret.At}].{secret.Field}"))
        .Concat(inForce.Configuration.EnumerateObject()
            .Where(part => part.Value.ValueKind is not JsonValueKind.Null && part.Name is not "audio" && !Settable.Contains(part.Name)
                && !ReadOnly.Contains(part.Name))
            .Select(part => part.Name))
        .Select(part => $"configuration: {part}");

    static JsonArray? ToolsOf(JsonElement? configuration) =>
        configuration is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty("tools", out var tools)
            && tools.ValueKind is JsonValueKind.Array ? JsonArray.Create(tools) : null;

    static JsonObject Side(JsonObject session, string side)
    {
        var audio = session["audio"] as JsonObject ?? (JsonObject)(session["audio"] = new JsonObject());
        return audio[side] as JsonObject ?? (JsonObject)(audio[side] = new JsonObject());
    }

    /// <param name="orNull">Null is a value too: turn detection that was turned off.</param>
    static void Set(JsonObject on, string name, JsonNode? value, bool orNull = false)
    {
        if (value is not null || orNull) on[name] = value is JsonObject parts ? WithoutNulls(parts) : value?.DeepClone();
    }

    static JsonObject WithoutNulls(JsonObject parts) =>
        new(parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone())));
}
