namespace Realtime.Sessions;

/// <summary>
/// The provider's models as it announced them in November 2026: the defaults, and when others end. No other code names a model. Settings
/// (Realtime:ModelLifetimes) and the provider's own list override the lifetimes.
/// </summary>
public static class KnownModels
{
    /// <summary>The model of a start that names none.</summary>
    public const string Default = "gpt-realtime-2.1";

    /// <summary>Transcribes the user's audio in conversations. It works with every turn detection.</summary>
    public const string Transcription = "gpt-transcribe";

    const string SmallDefault = "gpt-realtime-2.1-mini";

    static readonly DateOnly
        EndOfBeta = new(2026, 5, 7),
        EndOfFirstRealtime = new(2027, 1, 20),
        EndOfFirstTranscription = new(2027, 2, 26);

    static readonly ModelLifetime[] Talking =
    [
        new(Default), new(SmallDefault), new("gpt-realtime-2"), new("gpt-realtime-1.5"),
        new("gpt-realtime", EndOfFirstRealtime, Default),
        new("gpt-realtime-mini", EndOfFirstRealtime, SmallDefault),
        new("gpt-4o-realtime-preview", EndOfBeta, Default),
        new("gpt-4o-mini-realtime-preview", EndOfBeta, SmallDefault),
    ];

    static readonly ModelLifetime[] Transcribing =
    [
        new(Transcription), new("gpt-live-transcribe"), new("gpt-realtime-whisper"),
        new("whisper-1", EndOfFirstTranscription, Transcription),
        new("gpt-4o-transcribe", EndOfFirstTranscription, Transcription),
        new("gpt-4o-mini-transcribe", EndOfFirstTranscription, Transcription),
        new("gpt-4o-transcribe-diarize", EndOfFirstTranscription),
    ];

    public static IReadOnlyList<ModelLifetime> Lifetimes { get; } = [.. Talking, .. Transcribing];

    /// <summary>Whether the model is known to write down what it hears, and never to answer.</summary>
    public static bool OnlyTranscribes(string model) => ModelLifetime.Find(model, Transcribing) is not null;
}
