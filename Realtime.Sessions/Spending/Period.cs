using System.Text.Json.Serialization;

namespace Realtime.Sessions.Spending;

/// <summary>The time for which a budget lasts: the day or the month, in UTC.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Period>))]
public enum Period
{
    [JsonStringEnumMemberName("day")] Day,
    [JsonStringEnumMemberName("month")] Month,
}

public static class Periods
{
    extension(Period period)
    {
        /// <summary>The name in settings, refusals and events.</summary>
        public string Word => period is Period.Day ? "day" : "month";

        public DateTimeOffset Begin(DateTimeOffset now)
        {
            var utc = now.UtcDateTime;
            return new DateTimeOffset(utc.Year, utc.Month, period is Period.Day ? utc.Day : 1, 0, 0, 0, TimeSpan.Zero);
        }

        /// <summary>When the next one begins.</summary>
        public DateTimeOffset End(DateTimeOffset now) => period is Period.Day ? period.Begin(now).AddDays(1) : period.Begin(now).AddMonths(1);
    }
}
