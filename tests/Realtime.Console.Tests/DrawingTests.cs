using Realtime.Console.Timelines;
using static Realtime.Console.Tests.Story;

namespace Realtime.Console.Tests;

public sealed class DrawingTests
{
    static IReadOnlyList<DrawnLane> All(Timeline timeline) =>
        Drawing.Of(timeline, new TimeWindow(TimeSpan.Zero, timeline.Length).Within(timeline.Length));

    [Fact]
    public void A_hundred_thousand_events_make_a_bounded_drawing_that_counts_all_of_them()
    {
        var story = Started();
        for (var n = 0; n < 25_000; n++)
            story.At(2_000 + n, "speech_started").At(2_000 + n, "speech_stopped")
                .At(2_000 + n, "upstream_warned").At(2_000 + n, "new_event");
        var lanes = All(story.Timeline);
        Assert.True(lanes.Sum(l => l.Spans.Count + l.Marks.Count) < 5_000);
        Assert.Equal(25_000, lanes.Single(l => l.Lane is Lane.User).Spans.Sum(s => s.Count));
        Assert.Equal(25_000, lanes.Single(l => l.Lane is Lane.Transport).Marks.Sum(s => s.Count));
    }

    [Fact]
    public void What_needs_attention_stays_visible_among_what_does_not()
    {
        var story = Started();
        for (var n = 0; n < 50; n++) story.At(2_000, n == 25 ? "upstream_warned" : "rate_limits_changed", new { code = "oh" });
        var mark = Assert.Single(All(story.At(90_000, "session_ended").Timeline).Single(l => l.Lane is Lane.Transport).Marks);
        Assert.Equal(("warn", 50), (mark.Kind, mark.Count));
    }

    [Fact]
    public void What_happens_at_the_same_time_stands_in_rows()
    {
        var story = Started();
        for (var n = 0; n < 5; n++) story.At(2_000, "handoff_requested", new { callId = $"c{n}", name = "f" });
        for (var n = 0; n < 5; n++) story.At(4_000, "handoff_answered", new { callId = $"c{n}" });
        var tools = All(story.Timeline).Single(l => l.Lane is Lane.Tools);
        Assert.Equal(3, tools.Rows);
        Assert.Equal([0, 1, 2], tools.Spans.Select(s => s.Row));
        Assert.Equal(5, tools.Spans.Sum(s => s.Count));
    }

    [Fact]
    public void A_window_shows_what_is_in_it_and_cuts_what_reaches_out()
    {
        var timeline = Started().At(11_000, "session_ended").Timeline;
        var live = Drawing.Of(timeline, new TimeWindow(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)))
            .Single(l => l.Lane is Lane.Lifecycle);
        Assert.Equal(("live", 0, 1_000), (Assert.Single(live.Spans).Kind, live.Spans[0].X, live.Spans[0].Width));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5_000, 3_000)]
    [InlineData(9_000, 1_000)]
    [InlineData(1_000_000, 2_000_000)]
    public void Any_window_that_is_asked_for_becomes_one_of_the_picture(double from, double to)
    {
        var whole = TimeSpan.FromSeconds(10);
        var window = new TimeWindow(TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(to)).Within(whole);
        Assert.True(window.From >= TimeSpan.Zero && window.To <= whole && window.Length >= TimeWindow.Least, window.ToString());
        foreach (var step in ZoomSteps.Of(window, whole))
            Assert.True(step.Window is not { } w || (w.From >= TimeSpan.Zero && w.To <= whole));
    }

    [Fact]
    public void An_empty_length_can_be_drawn() => Assert.All(All(new Story().At(0, "session_requested").Timeline),
        lane => Assert.All(lane.Spans, s => Assert.True(double.IsFinite(s.X) && double.IsFinite(s.Width))));
}
