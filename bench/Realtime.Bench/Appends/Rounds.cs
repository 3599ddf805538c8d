using System.Diagnostics;

namespace Realtime.Bench.Appends;

/// <summary>Runs two implementations of the same operation in turns, so that a busy moment of the machine affects both.</summary>
sealed class Rounds(BenchRun run, int count, TimeSpan each)
{
    /// <summary>
    /// Returns the operations per second of each. The functions do one operation; their argument is the number of the parallel caller.
    /// </summary>
    public Task<(double Floor, double Ours)> Run(int sideBySide, Func<int, Task> floor, Func<int, Task> ours) =>
        Run(sideBySide, floor, sideBySide, ours);

    public async Task<(double Floor, double Ours)> Run(int besideFloor, Func<int, Task> floor, int besideOurs, Func<int, Task> ours)
    {
        var (floorDone, oursDone, floorTime, oursTime) = (0L, 0L, TimeSpan.Zero, TimeSpan.Zero);
        await For(TimeSpan.FromMilliseconds(300), besideFloor, floor); // warms up query plans, pools and the JIT compiler
        await For(TimeSpan.FromMilliseconds(300), besideOurs, ours);
        for (var round = 1; round <= count; round++)
        {
            var (done, time) = await For(each, besideFloor, floor);
            (floorDone, floorTime) = (floorDone + done, floorTime + time);
            (done, time) = await For(each, besideOurs, ours);
            (oursDone, oursTime) = (oursDone + done, oursTime + time);
            run.Say(
                $"  {besideOurs} side by side, round {round}: floor {floorDone / floorTime.TotalSeconds:F0}/s, ours "
                + $"{oursDone / oursTime.TotalSeconds:F0}/s");
        }

        return (floorDone / floorTime.TotalSeconds, oursDone / oursTime.TotalSeconds);
    }

    public static async Task<(long Done, TimeSpan Time)> For(TimeSpan time, int sideBySide, Func<int, Task> act)
    {
        var begun = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, sideBySide).Select(i => Task.Run(async () =>
        {
            var count = 0L;
            for (; Stopwatch.GetElapsedTime(begun) < time; count++) await act(i);
            return count;
        })));
        return (done.Sum(), Stopwatch.GetElapsedTime(begun));
    }
}
