using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

/// <summary>The transcription of input audio: it names the length of the audio.</summary>
internal static class Transcription
{
    private const string Type = "conversation.item.input_audio_transcription";

    public static async ValueTask SendAsync(Outbox outbox, Item item)
    {
        var transcript = $"heard {Reply.Milliseconds(item.AudioMilliseconds)}";
        item.Json["content"]![0]!["transcript"] = JsonValue.Create(transcript);
        foreach (var word in Reply.WordsOf(transcript))
            await outbox.SendAsync($"{Type}.delta", (item.Id, "delta", word), WriteWords);
        await outbox.SendAsync($"{Type}.completed", (item.Id, transcript, item.AudioMilliseconds), static (json, done) =>
        {
            WriteWords(json, (done.Id, "transcript", done.transcript));
            json.WriteStartObject("usage");
            json.WriteString("type", "duration");
            json.WriteNumber("seconds", (done.AudioMilliseconds + 999) / 1000);
            json.WriteEndObject();
        });
    }

    private static void WriteWords(Utf8JsonWriter json, (string ItemId, string Name, string Words) said)
    {
        json.WriteString("item_id", said.ItemId);
        json.WriteNumber("content_index", 0);
        json.WriteString(said.Name, said.Words);
    }
}
