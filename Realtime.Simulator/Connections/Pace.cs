using System.Globalization;

namespace Realtime.Simulator.Connections;

/// <summary>The pace of a response: <c>0</c> at once, <c>realtime</c> as fast as its audio plays, or milliseconds between deltas.</summary>
internal readonly record struct Pace(TimeSpan? BetweenDeltas)
{
    public static readonly Pace Realtime = new(null);

    public bool IsNone => BetweenDeltas == TimeSpan.Zero;

    public static Pace Milliseconds(int value) => new(TimeSpan.FromMilliseconds(value));

    public static Pace Parse(string text) => text == "realtime" ? Realtime
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 10_000 ? Milliseconds(value)
        : throw new FormatException("pace must be 'realtime' or milliseconds from 0 to 10000.");
}
