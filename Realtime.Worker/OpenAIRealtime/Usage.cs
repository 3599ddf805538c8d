using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Reads what a response or a transcription used.</summary>
static class Usage
{
    const decimal MostSeconds = 1_000_000;

    /// <summary>The tokens; null if the provider sends none.</summary>
    public static TokenUsage? Tokens(JsonElement? usage)
    {
        if (usage is not { } used) return null;
        var (input, output) = (used.Part("input_token_details"), used.Part("output_token_details"));
        var (inputKinds, outputKinds) = (Kinds(input), Kinds(output));
        if ((used.Whole("input_tokens") ?? inputKinds?.Sum) is not { } inputTokens) return null;
        return new TokenUsage(inputTokens, used.Whole("output_tokens") ?? outputKinds?.Sum ?? 0)
        {
            InputKinds = inputKinds,
            Cached = input?.Whole("cached_tokens"),
            CachedKinds = Kinds(input?.Part("cached_tokens_details")),
            OutputKinds = outputKinds,
        };
    }

    /// <param name="model">The transcription model of the session.</param>
    public static TranscriptionUsage? Transcription(JsonElement message, string? model)
    {
        if (message.Part("usage") is not { } used) return null;
        var seconds = used.Fraction("seconds") is >= 0 and <= (double)MostSeconds and var duration ? (decimal?)duration : null;
        var tokens = Tokens(used);
        return seconds is null && tokens is null ? null : new TranscriptionUsage(model, tokens, seconds);
    }

    /// <summary>Null if the provider sends no kind at all.</summary>
    static TokenKinds? Kinds(JsonElement? details) =>
        details is { } of && (of.Whole("text_tokens"), of.Whole("audio_tokens"), of.Whole("image_tokens")) is var (text, audio, image)
        && (text ?? audio ?? image) is not null
            ? new TokenKinds(text ?? 0, audio ?? 0, image ?? 0)
            : null;
}
