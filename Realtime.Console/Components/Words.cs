using System.Globalization;
using Realtime.Sessions;

namespace Realtime.Console.Components;

/// <summary>Values as people read them.</summary>
static class Words
{
    /// <summary>The names of an enum as they are stored and sent.</summary>
    public static IReadOnlyList<string> Of<T>() where T : struct, Enum => StoredNames.All<T>();

    public static string Of<T>(T value) where T : struct, Enum => StoredNames.Of(value);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>For example 1 h 2 min, 3 min 4 s, 5.6 s, 78 ms.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalMilliseconds):0} ms"),
    };

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Money(Cost cost) =>
        string.Create(CultureInfo.InvariantCulture, $"{(cost.IsEstimate ? "about " : "")}{cost.Amount:0.00####} {cost.Currency}");
}
