using System.Text.Json;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>How many bytes of audio play in a second.</summary>
static class AudioFormat
{
    /// <summary>The protocol's default, PCM16 mono at 24 kHz.</summary>
    public const int Pcm = 48_000;

    /// <summary>G.711 at 8 kHz.</summary>
    const int Telephone = 8_000;

    const int HighestRate = 1_000_000;

    /// <summary>False if the configuration names no format for this side.</summary>
    /// <param name="side">"input" or "output".</param>
    /// <param name="bytesPerSecond">Null if the format that it names is not known.</param>
    public static bool TryRead(JsonElement session, string side, out int? bytesPerSecond)
    {
        var format = session.Part("audio")?.Part(side)?.Part("format");
        var name = format?.Text("type") ?? session.Text($"{side}_audio_format");
        bytesPerSecond = name switch
        {
            "audio/pcmu" or "audio/pcma" or "g711_ulaw" or "g711_alaw" => Telephone,
            "audio/pcm" when format is { } given && given.TryGetProperty("rate", out var rate) && rate.ValueKind is not JsonValueKind.Null =>
                given.Whole("rate") is > 0 and <= HighestRate and var samples ? (int)samples * 2 : null,
            "audio/pcm" or "pcm16" => Pcm,
            _ => null,
        };
        return name is not null;
    }
}
