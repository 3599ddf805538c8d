namespace Realtime.Worker.Sessions;

/// <summary>A session's time: it starts with the clock's and then runs evenly, even if the clock is changed.</summary>
sealed class SessionTime(TimeProvider time)
{
    readonly DateTimeOffset begun = time.GetUtcNow();
    readonly long timestamp = time.GetTimestamp();
    long lastAudio = time.GetTimestamp();

    public DateTimeOffset Now => begun + time.GetElapsedTime(timestamp);

    /// <summary>When audio last passed beside the machine.</summary>
    public DateTimeOffset LastAudio => begun + time.GetElapsedTime(timestamp, Volatile.Read(ref lastAudio));

    public void Touch() => Volatile.Write(ref lastAudio, time.GetTimestamp());
}
