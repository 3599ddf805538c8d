using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Simulator.Protocol;

/// <summary>The session object: the client's settings on top of the model's defaults.</summary>
internal sealed class SessionSettings(string id, string model, DateTimeOffset expiresAt, bool isTranscription = false)
{
    private static readonly string[] Known =
        ["type", "model", "output_modalities", "instructions", "audio", "tools", "tool_choice", "tracing", "truncation",
            "max_output_tokens", "include", "prompt", "parallel_tool_calls", "reasoning"];

    private static readonly string[] KnownInput = ["format", "transcription", "noise_reduction", "turn_detection"];
    private static readonly string[] KnownOutput = ["format", "voice", "speed"];

    private static readonly string[] KnownOfTranscription = ["type", "audio", "include"];

    private JsonObject session = isTranscription ? TranscriptionDefaults(id, expiresAt) : Defaults(id, model, expiresAt);

    /// <summary>The session only transcribes: it has no responses.</summary>
    public bool IsTranscription => isTranscription;

    public AudioFormat InputFormat => AudioFormat.Of(session["audio"]?["input"]?["format"]);

    public bool MayCallSeveral => session.Flag("parallel_tool_calls", true);

    public bool SpeaksAudio => SpeaksAudioIn(session) ?? true;

    public JsonNode? OutputModalities => session["output_modalities"];

    public JsonNode? OutputAudio => session["audio"]?["output"];

    public JsonArray? Tools => session.Array("tools");

    public bool Transcribes => session["audio"]?["input"]?["transcription"] is JsonObject;

    public TurnDetection? TurnDetection => TurnDetection.Read(session["audio"]?["input"]?["turn_detection"] as JsonObject);

    public void WriteTo(Utf8JsonWriter json) => session.WriteTo(json);

    /// <exception cref="ClientEventException">A setting is unknown or invalid. Then none of the change is applied.</exception>
    public void Update(JsonObject change)
    {
        var type = isTranscription ? "transcription" : "realtime";
        if (change.RequiredText("type") != type)
            throw ClientEventException.Invalid("session.type", $"'{type}' is expected.");

        var next = (JsonObject)session.DeepClone();
        foreach (var (name, value) in change)
        {
            if (!(isTranscription ? KnownOfTranscription : Known).Contains(name))
                throw ClientEventException.Unknown($"session.{name}");
            if (name == "audio")
                UpdateAudio(next["audio"]!.AsObject(), change.Object("audio"));
            else if (name != "model")
                next[name] = value?.DeepClone();
        }

        if (!isTranscription && SpeaksAudioIn(next) is null)
            throw ClientEventException.Invalid("session.output_modalities", "either [\"text\"] or [\"audio\"] is expected.");
        _ = next.Array("tools");
        _ = next.Text("instructions");
        session = next;
    }

    /// <summary>Whether these settings ask for audio; null when they ask for neither audio nor text.</summary>
    public static bool? SpeaksAudioIn(JsonObject settings) => settings.Array("output_modalities") switch
    {
        [JsonValue only] when only.TryGetValue(out string? modality) && modality is "audio" or "text" => modality == "audio",
        _ => null,
    };

    private static void UpdateAudio(JsonObject audio, JsonObject? change)
    {
        foreach (var (side, _) in change ?? [])
        {
            var known = side switch
            {
                "input" => KnownInput,
                "output" when audio.ContainsKey("output") => KnownOutput,
                _ => throw ClientEventException.Unknown($"session.audio.{side}"),
            };
            foreach (var (name, value) in change!.Object(side) ?? [])
            {
                if (!known.Contains(name))
                    throw ClientEventException.Unknown($"session.audio.{side}.{name}");
                if (name == "format")
                    AudioFormat.Check($"session.audio.{side}.format", value);
                audio[side]![name] = name == "turn_detection" ? TurnDetection.WithDefaults(value) : value?.DeepClone();
            }
        }
    }

    private static JsonObject TranscriptionDefaults(string id, DateTimeOffset expiresAt) => new()
    {
        ["type"] = "transcription",
        ["object"] = "realtime.transcription_session",
        ["id"] = id,
        ["expires_at"] = expiresAt.ToUnixTimeSeconds(),
        ["audio"] = new JsonObject { ["input"] = InputDefaults() },
        ["include"] = null,
    };

    private static JsonObject InputDefaults() => new()
    {
        ["format"] = AudioFormat.Pcm(),
        ["transcription"] = null,
        ["noise_reduction"] = null,
        ["turn_detection"] = TurnDetection.WithDefaults(new JsonObject { ["type"] = "server_vad" }),
    };

    private static JsonObject Defaults(string id, string model, DateTimeOffset expiresAt) => new()
    {
        ["type"] = "realtime",
        ["object"] = "realtime.session",
        ["id"] = id,
        ["model"] = model,
        ["output_modalities"] = new JsonArray("audio"),
        ["instructions"] = "",
        ["tools"] = new JsonArray(),
        ["tool_choice"] = "auto",
        ["max_output_tokens"] = "inf",
        ["tracing"] = null,
        ["truncation"] = "auto",
        ["prompt"] = null,
        ["expires_at"] = expiresAt.ToUnixTimeSeconds(),
        ["audio"] = new JsonObject
        {
            ["input"] = InputDefaults(),
            ["output"] = new JsonObject { ["format"] = AudioFormat.Pcm(), ["voice"] = "marin", ["speed"] = 1.0 },
        },
        ["include"] = null,
    };
}
