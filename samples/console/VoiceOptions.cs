namespace Samples.Voice;

/// <summary>What the command line says.</summary>
/// <param name="Wav">
/// A file that is spoken instead of the microphone's sound: 24 kHz, mono, 16 bits. Null listens to the microphone.
/// </param>
/// <param name="Out">A file for the model's voice instead of the loudspeaker; null plays it.</param>
/// <param name="Quiet">Only texts: no microphone and no loudspeaker.</param>
sealed record VoiceOptions(Uri Api, string Conversation, string? Model, string? Wav, string? Out, bool Quiet)
{
    public const string Usage =
        "voice [--api http://localhost:5080] [--conversation NAME] [--model NAME] [--wav FILE] [--out FILE.wav] [--quiet]";

    public static VoiceOptions Of(IReadOnlyList<string> args)
    {
        var options = new VoiceOptions(new Uri(Environment.GetEnvironmentVariable("REALTIME_API") ?? "http://localhost:5080"),
            $"voice-{Guid.NewGuid():N}", null, null, null, false);
        for (var at = 0; at < args.Count; at++)
        {
            if (args[at] is "--quiet") options = options with { Quiet = true };
            else options = options.With(args[at], at + 1 < args.Count ? args[++at]
                : throw new ArgumentException($"{args[at]} needs a value."));
        }

        return options;
    }

    VoiceOptions With(string name, string value) => name switch
    {
        "--api" when Uri.TryCreate(value, UriKind.Absolute, out var api) => this with { Api = api },
        "--conversation" => this with { Conversation = value },
        "--model" => this with { Model = value },
        "--wav" => File.Exists(value) ? this with { Wav = value } : throw new ArgumentException($"There is no file {value}."),
        "--out" => this with { Out = value },
        _ => throw new ArgumentException($"{name} {value} is not understood."),
    };
}
