namespace Realtime.Sessions.Machine;

/// <summary>
/// The user speaks. Speech over output audio cuts it where it was heard, and words that the user says while tool calls are open close
/// them.
/// </summary>
static class Speech
{
    public static Dialogue Hear(Dialogue d, SessionEvent e, DateTimeOffset now, List<Effect> does)
    {
        switch (e)
        {
            case SpeechStarted speech:
                var since = speech.ItemId is { } item && !d.Calls.AreAnswered ? d.SpeechSinceCall.Add(item) : d.SpeechSinceCall;
                var speaking = d with { IsSpeaking = true, OwnAnswer = d.OwnAnswer.WithoutSpeech(), SpeechSinceCall = since };
                return d.IsDriven ? speaking : Interrupt(speaking, now, does);
            case SpeechStopped:
                return d with { IsSpeaking = false, OwnAnswer = d.OwnAnswer.AfterSpeech(now) };
            // A noise has no words, and does not cost the call.
            case TranscriptCompleted { Role: "user" } said
                when !d.IsDriven && d.SpeechSinceCall.Contains(said.ItemId) && !string.IsNullOrWhiteSpace(said.Text):
                return d with { Calls = d.Calls.Close(ToolCalls.WentOn, now, does) };
            default:
                return d;
        }
    }

    static Dialogue Interrupt(Dialogue d, DateTimeOffset now, List<Effect> does)
    {
        if (d.Terms.Can.Cancel && d.Responses.Active is not null) does.Add(new Effect.Send(UpstreamCommand.Cancel.Instance));
        var cut = d.Terms.Can.Truncate ? d.Playback.Interruption(now) : null;
        if (cut is not null) does.Add(new Effect.Send(cut));
        return d with { Playback = d.Playback.Interrupted(cut) };
    }
}
