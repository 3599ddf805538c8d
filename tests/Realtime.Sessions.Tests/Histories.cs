using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Realtime.Sessions.Tests.Model;

namespace Realtime.Sessions.Tests;

/// <summary>Schedules by the thousand, out of FsCheck's generator.</summary>
static class Histories
{
    const int Shortest = 20;
    const int Longest = 120;

    static readonly Gen<int[]> Numbers =
        Gen.Choose(Shortest, Longest).SelectMany(steps => Gen.Choose(0, int.MaxValue - 1).ArrayOf(steps));

    /// <summary>Every rule holds in so many histories, and so does what <paramref name="also"/> asks.</summary>
    public static void Hold(int schedules, IReadOnlyList<Step> mix, Func<World, bool>? also = null, Replay? replay = null)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(schedules);
        if ((replay ?? FromEnvironment()) is { } again) config = config.WithReplay(again);
        Check.One(config,
            Prop.ForAll(Arb.From(Numbers, Shorter), numbers => also?.Invoke(Schedule.Run(mix, numbers)) ?? Held(mix, numbers)));
    }

    public static World One(IReadOnlyList<Step> mix, ulong seed) =>
        Schedule.Run(mix, Numbers.Sample(Longest, new Rnd(seed * 0x9E3779B97F4A7C15, 1), 1).First());

    static bool Held(IReadOnlyList<Step> mix, int[] numbers)
    {
        Schedule.Run(mix, numbers);
        return true;
    }

    /// <summary>The same history with a stretch of it left out: the longest stretches first.</summary>
    static IEnumerable<int[]> Shorter(int[] numbers)
    {
        for (var stretch = numbers.Length / 2; stretch > 0; stretch /= 2)
        {
            for (var from = 0; from + stretch <= numbers.Length; from += stretch)
                yield return [.. numbers[..from], .. numbers[(from + stretch)..]];
        }
    }

    static Replay? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("REALTIME_REPLAY") is not { Length: > 0 } seed) return null;
        var parts = seed.Trim('(', ')').Split(',').Select(part => ulong.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new Replay(new Rnd(parts[0], parts[1]), null);
    }
}
