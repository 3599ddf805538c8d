using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>
/// Tokens as the provider counts them. A number that it does not send is 0. The details are null if it does not send them.
/// </summary>
/// <param name="Input">The number of input tokens, with the cached ones.</param>
/// <param name="Output">The number of output tokens.</param>
public sealed record TokenUsage(long Input, long Output)
{
    public static readonly TokenUsage None = new(0, 0);

    /// <summary>The input tokens by kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TokenKinds? InputKinds { get; init; }

    /// <summary>The number of input tokens that came from the provider's cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Cached { get; init; }

    /// <summary>The cached tokens by kind: a part of <see cref="InputKinds"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TokenKinds? CachedKinds { get; init; }

    /// <summary>The output tokens by kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TokenKinds? OutputKinds { get; init; }

    public static TokenUsage? operator +(TokenUsage? left, TokenUsage? right) => Add(left, right);

    public static TokenUsage? Add(TokenUsage? left, TokenUsage? right) => left is null || right is null
        ? left ?? right
        : new(left.Input + right.Input, left.Output + right.Output)
        {
            InputKinds = left.InputKinds + right.InputKinds,
            Cached = left.Cached is null ? right.Cached : left.Cached + (right.Cached ?? 0),
            CachedKinds = left.CachedKinds + right.CachedKinds,
            OutputKinds = left.OutputKinds + right.OutputKinds,
        };
}

/// <summary>Tokens by what they stand for.</summary>
/// <param name="Text">The number of tokens of text.</param>
/// <param name="Audio">The number of tokens of audio.</param>
/// <param name="Image">The number of tokens of images.</param>
public sealed record TokenKinds(long Text = 0, long Audio = 0, long Image = 0)
{
    [JsonIgnore]
    public long Sum => Text + Audio + Image;

    public static TokenKinds? operator +(TokenKinds? left, TokenKinds? right) => Add(left, right);

    public static TokenKinds? Add(TokenKinds? left, TokenKinds? right) => left is null || right is null
        ? left ?? right
        : new(left.Text + right.Text, left.Audio + right.Audio, left.Image + right.Image);
}

/// <summary>What a transcription used: tokens or seconds of audio, whichever the provider counts.</summary>
/// <param name="Model">The transcription model; null if it is not known, and in a sum of several models.</param>
/// <param name="Tokens">The tokens; null if the provider counts seconds.</param>
/// <param name="Seconds">The duration of the audio; null if the provider counts tokens.</param>
public sealed record TranscriptionUsage(string? Model, TokenUsage? Tokens, decimal? Seconds)
{
    public static TranscriptionUsage? operator +(TranscriptionUsage? left, TranscriptionUsage? right) => Add(left, right);

    public static TranscriptionUsage? Add(TranscriptionUsage? left, TranscriptionUsage? right) => left is null || right is null
        ? left ?? right
        : new(left.Model == right.Model ? left.Model : null, left.Tokens + right.Tokens,
            left.Seconds is null ? right.Seconds : left.Seconds + (right.Seconds ?? 0));
}
