using Realtime.Worker.Sessions;

namespace Realtime.Worker.Telemetry;

/// <summary>When the first audio of a response arrived. A frame costs one read of a field, and no memory.</summary>
sealed class FirstAudio(SessionTime time)
{
    long ticks;

    public void Heard()
    {
        if (Volatile.Read(ref ticks) == 0) Interlocked.CompareExchange(ref ticks, time.Now.UtcTicks, 0);
    }

    /// <summary>The time, once; null if no audio arrived since the last call.</summary>
    public DateTimeOffset? Take() =>
        Interlocked.Exchange(ref ticks, 0) is var at and not 0 ? new DateTimeOffset(at, TimeSpan.Zero) : null;
}
