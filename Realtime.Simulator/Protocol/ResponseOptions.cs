using System.Text.Json.Nodes;

namespace Realtime.Simulator.Protocol;

/// <summary>The options of a <c>response.create</c>, which override the session's settings.</summary>
internal sealed record ResponseOptions(bool SpeaksAudio, bool InConversation, JsonNode? Metadata, Item? Input, JsonArray? Tools, bool MayCallSeveral,
    AudioFormat Format)
{
    public static ResponseOptions Read(JsonObject? given, SessionSettings settings, ConversationItems items)
    {
        given ??= [];
        var speaksAudio = given.ContainsKey("output_modalities")
            ? SessionSettings.SpeaksAudioIn(given)
                ?? throw ClientEventException.Invalid("response.output_modalities", "either [\"text\"] or [\"audio\"] is expected.")
            : settings.SpeaksAudio;
        var input = given.Array("input");
        return new ResponseOptions(
            speaksAudio,
            given.Text("conversation") != "none",
            given["metadata"]?.DeepClone(),
            input is null ? items.LastHeard : input.OfType<JsonObject>().Select(ClientItem.Read).LastOrDefault(),
            given.Array("tools") ?? settings.Tools,
            given.Flag("parallel_tool_calls", settings.MayCallSeveral),
            AudioFormat.Of(given["audio"]?["output"]?["format"] ?? settings.OutputAudio?["format"]));
    }
}
