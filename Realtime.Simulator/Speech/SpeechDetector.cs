using System.Buffers.Binary;
using Realtime.Simulator.Protocol;

namespace Realtime.Simulator.Speech;

internal readonly record struct SpeechChange(bool Started, int AtMilliseconds);

/// <summary>Detects speech by its energy: speech starts with 40 ms above the threshold and stops after a long enough silence.</summary>
internal sealed class SpeechDetector
{
    private const int FrameMilliseconds = 20;
    private const int FrameSamples = FrameMilliseconds * AudioFormat.SamplesPerMillisecond;
    private const int FramesToStart = 2;
    // At the middle threshold, 0.5, speech starts at an RMS of 1 % of full scale.
    private const double LoudestSilence = 0.02 * short.MaxValue;
    private double energy;
    private int samplesInFrame;
    private int loudFrames;
    private int silentFrames;

    public bool InSpeech { get; private set; }

    /// <summary>The number of samples so far.</summary>
    public long Samples { get; private set; }

    private int NowMilliseconds => (int)(Samples / AudioFormat.SamplesPerMillisecond);

    /// <summary>
    /// Takes more audio, and adds each start (minus the prefix) and each stop (including the silence), in milliseconds since the session
    /// began.
    /// </summary>
    public void Listen(ReadOnlySpan<byte> pcm, TurnDetection? turns, List<SpeechChange> changes)
    {
        for (; pcm.Length >= AudioFormat.BytesPerSample; pcm = pcm[AudioFormat.BytesPerSample..])
        {
            double sample = BinaryPrimitives.ReadInt16LittleEndian(pcm);
            energy += sample * sample;
            Samples++;
            if (++samplesInFrame < FrameSamples)
                continue;

            if (turns is not null && Judge(turns) is { } change)
                changes.Add(change);
            energy = samplesInFrame = 0;
        }
    }

    public void Forget()
    {
        InSpeech = false;
        loudFrames = silentFrames = 0;
    }

    private SpeechChange? Judge(TurnDetection turns)
    {
        var limit = turns.Threshold * LoudestSilence;
        var loud = energy / FrameSamples > limit * limit;
        loudFrames = loud ? loudFrames + 1 : 0;
        silentFrames = loud ? 0 : silentFrames + 1;
        if (!InSpeech && loudFrames >= FramesToStart)
        {
            InSpeech = true;
            return new SpeechChange(true, Math.Max(0, NowMilliseconds - FramesToStart * FrameMilliseconds - turns.PrefixMilliseconds));
        }

        if (InSpeech && silentFrames * FrameMilliseconds >= turns.SilenceMilliseconds)
        {
            InSpeech = false;
            return new SpeechChange(false, NowMilliseconds);
        }

        return null;
    }
}
