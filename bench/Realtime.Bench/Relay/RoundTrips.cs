using Realtime.Bench.Figures;

namespace Realtime.Bench.Relay;

/// <summary>Counts frames sent and received, with their round-trip times. It allocates nothing for a frame.</summary>
sealed class RoundTrips(int most)
{
    readonly float[] milliseconds = new float[most];
    int sent, back;

    public int SentCount => Volatile.Read(ref sent);

    public int BackCount => Math.Min(most, Volatile.Read(ref back));

    public void Sent() => Interlocked.Increment(ref sent);

    public void Back(TimeSpan age)
    {
        var at = Interlocked.Increment(ref back) - 1;
        if (at < most) milliseconds[at] = (float)age.TotalMilliseconds;
    }

    public void AddTo(Samples samples)
    {
        for (var i = 0; i < BackCount; i++) samples.Add(milliseconds[i]);
    }
}
