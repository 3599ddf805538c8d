using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;
using Realtime.Simulator.Speech;

namespace Realtime.Simulator.Protocol;

/// <summary>Audio with its transcript. Each step sends one chunk of audio and its words.</summary>
internal sealed class SpokenOutput(Outbox outbox, string responseId, int index, string reply, AudioFormat format) : Output(outbox, responseId, index)
{
    private readonly string[] words = [.. Reply.WordsOf(reply)];
    private readonly int totalMilliseconds = Tone.MillisecondsFor(reply);
    private int saidWords;

    public override Item Item(string status) =>
        Message(status, status == "in_progress" ? null : new JsonObject { ["type"] = "output_audio", ["transcript"] = Words });

    public override ValueTask StartAsync() => SendPartAsync("response.content_part.added", "audio", "transcript", "");

    public override async ValueTask<bool> StepAsync()
    {
        var milliseconds = Math.Min(Tone.ChunkMilliseconds, totalMilliseconds - AudioMilliseconds);
        AudioMilliseconds += milliseconds;
        var dueWords = (int)Math.Ceiling((double)words.Length * AudioMilliseconds / totalMilliseconds);
        for (; saidWords < dueWords; saidWords++)
        {
            Words += words[saidWords];
            await SendTextAsync("response.output_audio_transcript.delta", "delta", words[saidWords]);
        }

        await Outbox.SendAsync("response.output_audio.delta", (Output: this, milliseconds), static (json, sent) =>
        {
            sent.Output.WriteContentPlace(json);
            json.WriteString("delta", sent.Output.Sound(sent.milliseconds));
        });
        return AudioMilliseconds < totalMilliseconds;
    }

    private ReadOnlySpan<char> Sound(int milliseconds) =>
        format == AudioFormat.Linear ? Tone.Base64(milliseconds) : Convert.ToBase64String(format.Encode(Tone.Pcm(milliseconds)));

    public override async ValueTask FinishAsync()
    {
        await Outbox.SendAsync("response.output_audio.done", this, static (json, output) => output.WriteContentPlace(json));
        await SendTextAsync("response.output_audio_transcript.done", "transcript", Words);
        await SendPartAsync("response.content_part.done", "audio", "transcript", Words);
    }
}
