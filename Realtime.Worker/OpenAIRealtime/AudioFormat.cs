using System.Text.Json;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>How many bytes of audio play in a millisecond.</summary>
static class AudioFormat
{
    /// <summary>PCM16 mono at 24 kHz.</summary>
    public const int Pcm = 48;

    /// <summary>G.711 at 8 kHz.</summary>
    const int Telephone = 8;

    /// <summary>The output format that a configuration names, by the GA name or the beta's; null where it names none.</summary>
    public static int? OfOutput(JsonElement session) =>
        (session.Part("audio")?.Part("output")?.Part("format")?.Text("type") ?? session.Text("output_audio_format")) switch
    {
        "audio/pcmu" or "audio/pcma" or "g711_ulaw" or "g711_alaw" => Telephone,
        "audio/pcm" or "pcm16" => Pcm,
        _ => null,
    };
}
