using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions.Provider;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>The first session.update of a session whose start gave the provider's session object: the object over our own defaults.</summary>
static class StartConfiguration
{
    /// <param name="defaults">The session.update of a start without a session object.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> defaults, SessionObject? given)
    {
        if (given is null) return defaults;
        var update = JsonNode.Parse(defaults.Span)!.AsObject();
        var session = update["session"]!.AsObject();
        var transcriber = session["audio"]?["input"]?["transcription"]?["model"]?.DeepClone();
        if (given.IsTranscription) LeaveOutAnswers(session);
        foreach (var (name, value) in JsonObject.Create(given.Json)!)
        {
            if (name is "audio" && value is JsonObject sides) SetAudio(session, sides);
            else session[name] = value?.DeepClone();
        }

        if (session["audio"]?["input"]?["transcription"] is JsonObject transcription)
        {
            if (transcription["model"] is null && transcriber is not null) transcription["model"] = transcriber;
            if (given.IsTranscription && !given.Names("audio", "input", "turn_detection")
                && !TranscriptionModel.TakesTurns((string?)transcription["model"]))
                session["audio"]!["input"]!["turn_detection"] = null;
        }

        return JsonSerializer.SerializeToUtf8Bytes(update);
    }

    static void LeaveOutAnswers(JsonObject session)
    {
        foreach (var name in new[] { "output_modalities", "instructions" }) session.Remove(name);
        (session["audio"] as JsonObject)?.Remove("output");
    }

    static void SetAudio(JsonObject session, JsonObject sides)
    {
        foreach (var (side, fields) in sides)
        {
            var audio = session["audio"] as JsonObject ?? (JsonObject)(session["audio"] = new JsonObject());
            var into = audio[side] as JsonObject ?? (JsonObject)(audio[side] = new JsonObject());
            foreach (var (name, value) in fields as JsonObject ?? []) into[name] = value?.DeepClone();
        }
    }
}
