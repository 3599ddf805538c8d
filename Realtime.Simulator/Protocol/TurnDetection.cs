using System.Text.Json.Nodes;

namespace Realtime.Simulator.Protocol;

/// <summary>The settings that say when a turn of the user begins and ends, and whether it creates and interrupts responses.</summary>
internal sealed record TurnDetection(double Threshold, int PrefixMilliseconds, int SilenceMilliseconds, bool CreatesResponse,
    bool InterruptsResponse)
{
    public static TurnDetection? Read(JsonObject? settings) => settings is null ? null : new TurnDetection(
        settings.Number("threshold", 0.5),
        settings.Whole("prefix_padding_ms") ?? 300,
        settings.Whole("silence_duration_ms") ?? 500,
        settings.Flag("create_response", true),
        settings.Flag("interrupt_response", true));

    /// <summary>The setting with all defaults filled in. Null turns detection off and stays null.</summary>
    public static JsonNode? WithDefaults(JsonNode? setting)
    {
        if (setting is null)
            return null;
        if (setting is not JsonObject given || given.Text("type") is not ("server_vad" or "semantic_vad"))
            throw ClientEventException.Invalid("session.audio.input.turn_detection", "server_vad, semantic_vad or null is expected.");

        var full = given.Text("type") == "server_vad"
            ? new JsonObject { ["type"] = null, ["threshold"] = 0.5, ["prefix_padding_ms"] = 300, ["silence_duration_ms"] = 500,
                ["idle_timeout_ms"] = null }
            : new JsonObject { ["type"] = null, ["eagerness"] = "auto" };
        full["create_response"] = true;
        full["interrupt_response"] = true;
        foreach (var (name, value) in given)
            full[name] = full.ContainsKey(name)
                ? value?.DeepClone()
                : throw ClientEventException.Unknown($"session.audio.input.turn_detection.{name}");
        _ = Read(full);
        return full;
    }
}
