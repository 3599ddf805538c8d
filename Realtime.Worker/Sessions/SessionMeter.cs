using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Telemetry;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>Counts a session's traffic and events, for the totals of its end.</summary>
/// <param name="before">What the log had before this worker owned the session.</param>
sealed class SessionMeter(SessionTotals before, FirstAudio firstAudio)
{
    readonly AudioCount input = new(), output = new();
    SessionTotals recorded = before;
    long ignored;

    public void AudioIn(AudioLength audio) => input.Add(audio.Microseconds);

    public void AudioOut(AudioLength audio)
    {
        output.Add(audio.Microseconds);
        firstAudio.Heard();
    }

    public void Recorded(SessionEvent e) => recorded = recorded.After(e);

    public void Count(UpstreamMessage message)
    {
        if (message is UpstreamMessage.Audio audio)
        {
            output.Add(audio.Milliseconds * 1_000);
            firstAudio.Heard();
        }
        else if (message is UpstreamMessage.Ignored) ignored++;
    }

    public SessionTotals Totals(long framesDropped) => recorded with
    {
        AudioInMilliseconds = input.Milliseconds,
        AudioOutMilliseconds = output.Milliseconds,
        FramesDropped = framesDropped,
        MessagesIgnored = ignored,
    };

    /// <summary>A sum of audio; unknown if a part of it is.</summary>
    sealed class AudioCount
    {
        long microseconds;
        volatile bool isUnknown;

        public long? Milliseconds => isUnknown ? null : Interlocked.Read(ref microseconds) / 1_000;

        public void Add(long? more)
        {
            if (more is { } known) Interlocked.Add(ref microseconds, known);
            else isUnknown = true;
        }
    }
}
