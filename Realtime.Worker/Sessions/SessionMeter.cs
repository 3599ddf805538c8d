using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.Sessions;

/// <summary>Counts a session's traffic, for the totals of its end.</summary>
sealed class SessionMeter
{
    /// <summary>The rate of PCM16 mono at 24 kHz.</summary>
    const int BytesPerMillisecond = 48;

    long audioInBytes, audioOutMilliseconds, recorded, ignored;
    TokenUsage tokens = TokenUsage.None;

    public void AudioIn(int bytes) => Interlocked.Add(ref audioInBytes, bytes);

    public void AudioOut(long milliseconds) => Interlocked.Add(ref audioOutMilliseconds, milliseconds);

    public void Count(UpstreamMessage message)
    {
        switch (message)
        {
            case UpstreamMessage.Audio audio:
                AudioOut(audio.Milliseconds);
                break;
            case UpstreamMessage.Ignored:
                ignored++;
                break;
            case UpstreamMessage.ResponseOver over:
                recorded++;
                tokens += over.Usage;
                break;
            case UpstreamMessage.Recorded or UpstreamMessage.ResponseBegan or UpstreamMessage.CallAnswered
                or UpstreamMessage.Configured { Configuration: not null }:
                recorded++;
                break;
        }
    }

    public SessionTotals Totals(long framesDropped) => new(
        Interlocked.Read(ref audioInBytes) / BytesPerMillisecond, Interlocked.Read(ref audioOutMilliseconds), framesDropped, recorded,
            ignored, tokens);
}
