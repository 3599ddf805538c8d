using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>Counts what goes through a session, for the totals of its end.</summary>
sealed class SessionMeter
{
    long audioInBytes, audioOutMilliseconds, recorded, ignored;
    TokenUsage tokens = TokenUsage.None;

    public void AudioIn(int bytes) => Interlocked.Add(ref audioInBytes, bytes);

    public void AudioOut(long milliseconds) => Interlocked.Add(ref audioOutMilliseconds, milliseconds);

    public void Count(UpstreamMessage message)
    {
        switch (message)
        {
            case UpstreamMessage.Audio audio: AudioOut(audio.Milliseconds); break;
            case UpstreamMessage.Ignored: ignored++; break;
            case UpstreamMessage.Recorded { Event: var e }:
                recorded++;
                if (e is ResponseDone done) tokens += done.Usage;
                break;
        }
    }

    public SessionTotals Totals(long framesDropped) => new(
        AudioDelta.Milliseconds(Interlocked.Read(ref audioInBytes)), Interlocked.Read(ref audioOutMilliseconds), framesDropped, recorded, ignored, tokens);
}
