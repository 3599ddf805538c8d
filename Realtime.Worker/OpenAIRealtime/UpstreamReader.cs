using System.Text.Json;
using Realtime.Sessions.Machine;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// Reads the provider's messages in OpenAI's Realtime protocol, with the GA names and the beta's: <see cref="ServerEvents"/> says what
/// becomes of each.
/// </summary>
/// <param name="instructions">The start's instructions, which the log has already.</param>
/// <param name="model">The model of the start.</param>
sealed class UpstreamReader(Guid session, MessageIds ids, string? instructions = null, string? model = null)
{
    /// <summary>A rate that is not known.</summary>
    const int Unknown = 0;

    // By the last configuration; read by other threads too.
    volatile int inputRate = AudioFormat.Pcm, outputRate = AudioFormat.Pcm;

    public Guid Session => session;

    public MessageIds Ids => ids;

    /// <summary>The model as the provider names it.</summary>
    public string? Model { get; private set; } = model;

    /// <summary>The model that transcribes the user's audio; null if none does.</summary>
    public string? TranscriptionModel { get; private set; }

    /// <summary>Bytes of input audio in a second; null in a format that is not known.</summary>
    public int? InputRate => inputRate is Unknown ? null : inputRate;

    int? OutputRate => outputRate is Unknown ? null : outputRate;

    public UpstreamMessage Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            var type = MessageType.Of(message.Span);
            if (type is "response.output_audio.delta" or "response.audio.delta") return AudioDelta.Read(message.Span, OutputRate);
            if (type is null || !ServerEvents.ByType.TryGetValue(type, out var fate)) return UpstreamMessage.Ignored.Instance;
            if (fate.Read is null) return UpstreamMessage.Passed.Instance;
            using var document = JsonDocument.Parse(StorableJson.Of(message));
            return fate.Read(this, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            return UpstreamMessage.Ignored.Instance;
        }
    }

    public AudioLength? Measure(ReadOnlySpan<byte> message) => AudioDelta.Measure(message, OutputRate);

    public UpstreamMessage Created(JsonElement m)
    {
        if (m.Part("session") is not { } told) return UpstreamMessage.Passed.Instance;
        Learn(told);
        return new UpstreamMessage.Configured(Configuration: null, ServerMessages.Time(told, "expires_at"));
    }

    public UpstreamMessage Updated(JsonElement m)
    {
        var told = m.GetProperty("session");
        var configured = Configuration.Recorded(session, told, instructions);
        Learn(told);
        return new UpstreamMessage.Configured(configured, ServerMessages.Time(told, "expires_at"));
    }

    void Learn(JsonElement told)
    {
        if (AudioFormat.TryRead(told, "input", out var input)) inputRate = input ?? Unknown;
        if (AudioFormat.TryRead(told, "output", out var output)) outputRate = output ?? Unknown;
        Model = told.Text("model") ?? Model;
        TranscriptionModel = (told.Part("audio")?.Part("input")?.Part("transcription") ?? told.Part("input_audio_transcription"))
            ?.Text("model");
    }
}
