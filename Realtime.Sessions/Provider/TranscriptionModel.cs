namespace Realtime.Sessions.Provider;

/// <summary>What is known of the provider's transcription models.</summary>
public static class TranscriptionModel
{
    public const string RealtimeWhisper = "gpt-realtime-whisper";

    /// <summary>False for models that the provider refuses with a turn detection in a transcription session.</summary>
    public static bool TakesTurns(string? model) => model is not ("gpt-live-transcribe" or RealtimeWhisper);
}
