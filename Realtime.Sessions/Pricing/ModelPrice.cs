namespace Realtime.Sessions.Pricing;

/// <summary>
/// The prices of one model, in units of the table's currency. Token prices are for a million tokens, Minute is for a minute of audio. A null
/// price is not known.
/// </summary>
public sealed record ModelPrice
{
    /// <summary>The exact id of the model, or the id without its date suffix.</summary>
    public string Model { get; init; } = "";

    /// <summary>The prices hold from this day on (UTC); null holds always.</summary>
    public DateOnly? From { get; init; }

    public decimal? TextIn { get; init; }
    public decimal? TextCached { get; init; }
    public decimal? TextOut { get; init; }
    public decimal? AudioIn { get; init; }
    public decimal? AudioCached { get; init; }
    public decimal? AudioOut { get; init; }
    public decimal? ImageIn { get; init; }
    public decimal? ImageCached { get; init; }
    public decimal? Minute { get; init; }

    /// <summary>A price of it is uncertain: its costs are estimates.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>All its prices, each with its name.</summary>
    public IEnumerable<(string Name, decimal? Price)> Prices =>
    [
        (nameof(TextIn), TextIn), (nameof(TextCached), TextCached), (nameof(TextOut), TextOut), (nameof(AudioIn), AudioIn),
        (nameof(AudioCached), AudioCached), (nameof(AudioOut), AudioOut), (nameof(ImageIn), ImageIn), (nameof(ImageCached), ImageCached),
        (nameof(Minute), Minute),
    ];

    /// <summary>The price of tokens; null if a price or the kind of a token is not known.</summary>
    public decimal? Of(TokenUsage usage)
    {
        if (usage.InputKinds is not { } input || input.Sum != usage.Input) return null;
        if ((usage.OutputKinds ?? (usage.Output == 0 ? new TokenKinds() : null)) is not { } output || output.Sum != usage.Output) return null;
        if (CachedOf(usage, input) is not { } cached) return null;
        var all = Times(input.Text - cached.Text, TextIn) + Times(cached.Text, TextCached)
            + Times(input.Audio - cached.Audio, AudioIn) + Times(cached.Audio, AudioCached)
            + Times(input.Image - cached.Image, ImageIn) + Times(cached.Image, ImageCached)
            + Times(output.Text, TextOut) + Times(output.Audio, AudioOut) + Times(output.Image, price: null);
        return all / 1_000_000;
    }

    public decimal? Of(decimal seconds) => seconds < 0 ? null : seconds * Minute / 60;

    /// <summary>The cached tokens by kind. If only their number is known, it must be that of the only kind of input.</summary>
    static TokenKinds? CachedOf(TokenUsage usage, TokenKinds input)
    {
        var cached = usage.CachedKinds ?? (usage.Cached ?? 0) switch
        {
            0 => new TokenKinds(),
            var all when input.Text == usage.Input => new TokenKinds(Text: all),
            var all when input.Audio == usage.Input => new TokenKinds(Audio: all),
            _ => null,
        };
        return cached is not null && cached.Text <= input.Text && cached.Audio <= input.Audio && cached.Image <= input.Image ? cached : null;
    }

    /// <summary>No tokens cost nothing, whether or not their price is known.</summary>
    static decimal? Times(long tokens, decimal? price) => tokens switch { 0 => 0, < 0 => null, _ => tokens * price };
}
