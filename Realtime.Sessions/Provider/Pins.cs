namespace Realtime.Sessions.Provider;

/// <summary>
/// What the holder of a client secret may change in a session's configuration, and what it is not told of it. A setting is a field of the
/// session object, or of its audio.input or audio.output.
/// </summary>
/// <param name="Changes">The settings that the holder may change.</param>
/// <param name="Hides">The settings that the holder is not told.</param>
public sealed record Pins(IReadOnlySet<string> Changes, IReadOnlySet<string> Hides)
{
    public const string Model = "model";

    public static readonly IReadOnlyList<string> Settings =
    [
        "instructions", "output_modalities", "include", "tools", "tool_choice", "parallel_tool_calls", "reasoning", "max_output_tokens",
        "prompt", "tracing", "truncation", "audio.input.format", "audio.input.transcription", "audio.input.noise_reduction",
        "audio.input.turn_detection", "audio.output.format", "audio.output.voice", "audio.output.speed",
    ];

    /// <summary>A holder that did not know them could not speak the protocol.</summary>
    static readonly string[] Told = ["output_modalities", "audio.input.format", "audio.output.format"];

    /// <summary>Settings that could take the place of others.</summary>
    static readonly string[] Overriding = ["prompt"];

    /// <summary>Whether the holder is told a setting. Fields that are no settings are told to nobody who holds a secret.</summary>
    public bool Tells(string setting) => !Hides.Contains(setting) && (setting == Model || Settings.Contains(setting));

    /// <summary>The settings that a name stands for: itself, or those within it; none for an unknown name.</summary>
    public static IEnumerable<string> Within(string name) =>
        Settings.Where(setting => setting == name || setting.StartsWith(name + '.', StringComparison.Ordinal));

    /// <summary>The pins of a session that was started with these options.</summary>
    /// <param name="mayChange">Names of settings that may change; null allows all that the start did not state.</param>
    /// <param name="hidesModel">The model is not to be told either.</param>
    public static Pins Of(SessionOptions options, IReadOnlyList<string>? mayChange, bool hidesModel)
    {
        var stated = Settings.Where(setting => IsStated(options, setting)).ToHashSet();
        var free = mayChange is null
            ? Settings.Except(stated).Except(stated.Count == 0 ? [] : Overriding)
            : mayChange.SelectMany(Within);
        return new Pins(free.ToHashSet(), stated.Except(Told).Concat(hidesModel ? [Model] : []).ToHashSet());
    }

    static bool IsStated(SessionOptions options, string setting) => setting switch
    {
        "instructions" => options.Instructions is not null,
        "audio.output.voice" when options.Voice is not null => true,
        _ => options.Session?.Names(setting.Split('.')) is true,
    };

    /// <summary>Both sets as one text, for a call between services.</summary>
    public override string ToString() => $"{string.Join(',', Changes)};{string.Join(',', Hides)}";

    /// <summary>Reads what <see cref="ToString"/> wrote; any other text allows nothing.</summary>
    public static Pins Parse(string text)
    {
        var parts = text.Split(';');
        return parts.Length == 2 ? new Pins(Names(parts[0]), Names(parts[1])) : new Pins(new HashSet<string>(), Settings.ToHashSet());

        static HashSet<string> Names(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries)];
    }
}
