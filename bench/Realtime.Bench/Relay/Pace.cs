using System.Runtime.InteropServices;

namespace Realtime.Bench.Relay;

/// <summary>
/// Spreads the frames of many sessions evenly over time, as independent clients do. .NET's timers on Linux have a resolution of 4 ms: with
/// a timer for each session, ten of fifty sessions would send at the same moment, and the benchmark would measure the queue that they
/// cause.
/// </summary>
static partial class Pace
{
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(AudioFrame.Milliseconds);

    public static Task Run(AudioSession[] sessions, TimeSpan time, RoundTrips sent)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Send(sessions, time, sent);
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }) { IsBackground = true, Name = "pace" };
        thread.Start();
        return done.Task;
    }

    static void Send(AudioSession[] sessions, TimeSpan time, RoundTrips sent)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var due = TimeSpan.Zero;
        for (var next = 0; due < time; due = Frame * ++next / sessions.Length)
        {
            var early = due - TimeProvider.System.GetElapsedTime(begun);
            if (early > TimeSpan.Zero) Wait(early);
            sessions[next % sessions.Length].TrySend(sent);
        }
    }

    static void Wait(TimeSpan time)
    {
        if (OperatingSystem.IsWindows()) SpinWait.SpinUntil(() => false, time);
        else _ = Sleep((uint)Math.Ceiling(time.TotalMicroseconds));
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);
}
