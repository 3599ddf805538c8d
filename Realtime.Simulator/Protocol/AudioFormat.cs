using System.Text.Json.Nodes;

namespace Realtime.Simulator.Protocol;

/// <summary>PCM16, 24 kHz, mono: the only audio format of the simulator.</summary>
internal static class AudioFormat
{
    public const int SamplesPerSecond = 24_000;
    public const int BytesPerSample = 2;
    public const int SamplesPerMillisecond = SamplesPerSecond / 1000;

    public static JsonObject Pcm() => new() { ["type"] = "audio/pcm", ["rate"] = SamplesPerSecond };

    public static void Check(string parameter, JsonNode? format)
    {
        if (format is not JsonObject given || given.Text("type") != "audio/pcm"
            || (given.Whole("rate") ?? SamplesPerSecond) != SamplesPerSecond)
            throw ClientEventException.Invalid(parameter, "the simulator supports only audio/pcm at 24000.");
    }
}
