using System.Globalization;

namespace Realtime.Console.Charts;

/// <summary>The days of the charts as the address has them: from the first to the last, both shown.</summary>
/// <param name="From">As it was written; the API judges it.</param>
sealed record ChartRange(string? From, string? To, int? Days)
{
    const string Format = "yyyy-MM-dd";

    public static readonly IReadOnlyList<int> Presets = [1, 7, 30, 92];

    /// <summary>The range in the API's terms: its end is exclusive, so that it is the day after the last.</summary>
    public (string? From, string? To) InUtc(DateTimeOffset now)
    {
        if (From is not null || To is not null) return (Time(From, plus: 0), Time(To, plus: 1));
        var end = now.UtcDateTime.Date.AddDays(1);
        return (Text(end.AddDays(-Math.Clamp(Days ?? 7, 1, Presets[^1]))), Text(end));
    }

    static string? Time(string? day, int plus) =>
        DateTime.TryParseExact(day, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date < DateTime.MaxValue.Date
            ? Text(date.AddDays(plus))
            : day;

    static string Text(DateTime date) => date.ToString(Format, CultureInfo.InvariantCulture) + "T00:00:00Z";
}
