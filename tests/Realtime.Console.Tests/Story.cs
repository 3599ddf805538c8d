using System.Globalization;
using System.Text.Json;
using Realtime.Console.Timelines;

namespace Realtime.Console.Tests;

/// <summary>Events of one session for a picture, each so many milliseconds after the first.</summary>
sealed class Story
{
    public static readonly DateTimeOffset Begin = DateTimeOffset.Parse("2030-01-31T12:00:00Z", CultureInfo.InvariantCulture);
    public static readonly Guid Session = Guid.NewGuid();
    readonly List<LogEvent> events = [];

    public Timeline Timeline => TimelineFold.Of(events)!;

    public Story At(double milliseconds, string type, object? data = null)
    {
        events.Add(new LogEvent(events.Count + 1, type, Session, Begin + TimeSpan.FromMilliseconds(milliseconds),
            JsonSerializer.SerializeToElement(data ?? new { })));
        return this;
    }

    /// <summary>A session that has started after a second.</summary>
    public static Story Started() => new Story().At(0, "session_requested").At(200, "session_claimed", new { workerId = "w1", epoch = 1 })
        .At(1_000, "session_started");

    public static double Ms(TimeSpan time) => time.TotalMilliseconds;
}
