using System.Text.Json.Nodes;

namespace Realtime.Simulator.Protocol;

/// <summary>
/// An audio format. Inside, the simulator has PCM16, 24 kHz, mono; G.711 has 8,000 bytes a second.
/// </summary>
internal sealed record AudioFormat(string Name)
{
    public const int SamplesPerSecond = 24_000;
    public const int BytesPerSample = 2;
    public const int SamplesPerMillisecond = SamplesPerSecond / 1000;

    public static readonly AudioFormat Linear = new("audio/pcm");
    public static readonly AudioFormat MuLaw = new("audio/pcmu");
    public static readonly AudioFormat ALaw = new("audio/pcma");

    public static JsonObject Pcm() => new() { ["type"] = Linear.Name, ["rate"] = SamplesPerSecond };

    /// <summary>The format that a setting names; PCM if it names none.</summary>
    public static AudioFormat Of(JsonNode? setting) => (string?)setting?["type"] switch
    {
        "audio/pcmu" => MuLaw,
        "audio/pcma" => ALaw,
        _ => Linear,
    };

    public static void Check(string parameter, JsonNode? format)
    {
        var given = format as JsonObject;
        var isGood = given?.Text("type") switch
        {
            "audio/pcm" => (given.Whole("rate") ?? SamplesPerSecond) == SamplesPerSecond,
            "audio/pcmu" or "audio/pcma" => !given.ContainsKey("rate"),
            _ => false,
        };
        if (!isGood)
            throw ClientEventException.Invalid(parameter, "audio/pcm at 24000, audio/pcmu or audio/pcma is expected.");
    }

    /// <summary>The audio as PCM16 at 24 kHz; null if it is not whole samples.</summary>
    public byte[]? Decode(ReadOnlySpan<byte> audio) => this == Linear
        ? audio.Length % BytesPerSample == 0 ? audio.ToArray() : null
        : G711.ToPcm(audio, this == MuLaw);

    public byte[] Encode(ReadOnlySpan<byte> pcm) => this == Linear ? pcm.ToArray() : G711.FromPcm(pcm, this == MuLaw);
}
