using Realtime.Console.Timelines;
using static Realtime.Console.Tests.Story;

namespace Realtime.Console.Tests;

public sealed class TimelineTests
{
    [Fact]
    public void The_lifecycle_lane_has_one_phase_after_the_other()
    {
        var timeline = Started().At(5_000, "end_requested").At(5_100, "session_ended", new { reason = "requested" }).Timeline;
        var phases = timeline.Spans.Where(s => s.Lane is Lane.Lifecycle).Select(s => (s.Kind, Ms(s.From), Ms(s.To)));
        Assert.Equal([("waiting", 0, 200), ("connecting", 200, 1_000), ("live", 1_000, 5_000), ("ending", 5_000, 5_100)], phases);
        Assert.Equal(["ended: requested"], timeline.Marks.Where(m => m.Kind is "end").Select(m => m.Label));
        Assert.DoesNotContain(timeline.Spans, s => s.IsOpen);
    }

    [Fact]
    public void What_still_lasts_reaches_to_the_last_event()
    {
        var timeline = Started().At(4_000, "speech_started", new { itemId = "i" }).At(6_000, "rate_limits_changed").Timeline;
        Assert.Equal((4_000, 6_000), timeline.Spans.Where(s => s.Lane is Lane.User).Select(s => (Ms(s.From), Ms(s.To))).Single());
        Assert.All(timeline.Spans.Where(s => s.Kind is "speech" or "live" or "transport"), s => Assert.True(s.IsOpen));
    }

    [Fact]
    public void A_users_wait_lasts_from_the_end_of_speech_to_the_first_words()
    {
        var timeline = Started().At(2_000, "speech_started").At(3_000, "speech_stopped")
            .At(3_100, "response_started", new { responseId = "r" })
            .At(3_420, "transcript_delta", new { itemId = "a", role = "assistant", text = "Hel" })
            .At(3_500, "transcript_delta", new { itemId = "a", role = "assistant", text = "lo" })
            .At(3_900, "transcript_completed", new { itemId = "a", role = "assistant", text = "Hello" })
            .At(3_950, "response_done", new { responseId = "r", status = "completed" }).Timeline;
        Assert.Equal([("speech end → first words", 420d)], timeline.Latencies.Select(l => (l.What, Ms(l.Length))));
        Assert.Equal([("wait", 3_000, 3_420), ("response", 3_100, 3_950), ("speech", 3_420, 3_900)],
            timeline.Spans.Where(s => s.Lane is Lane.Model).Select(s => (s.Kind, Ms(s.From), Ms(s.To))));
        Assert.Equal([("assistant", "Hello", true)], timeline.Turns.Select(t => (t.Who, t.Text, t.IsComplete)));
    }

    [Fact]
    public void Whoever_speaks_again_waits_for_no_answer() =>
        Assert.Empty(Started().At(2_000, "speech_started").At(3_000, "speech_stopped").At(3_100, "speech_started")
            .At(3_200, "transcript_delta", new { itemId = "a", role = "assistant", text = "x" }).Timeline.Latencies);

    [Fact]
    public void A_tools_round_trip_is_measured_and_its_failure_shown()
    {
        var timeline = Started().At(2_000, "handoff_requested", new { callId = "c1", name = "weather", arguments = "{}" })
            .At(2_000, "handoff_requested", new { callId = "c2", name = "time", arguments = "{}" })
            .At(2_300, "handoff_answered", new { callId = "c1", output = "sunny" })
            .At(2_900, "handoff_answered", new { callId = "c2", failure = "too late" }).Timeline;
        Assert.Equal([("tool weather", 300d), ("tool time", 900d)], timeline.Latencies.Select(l => (l.What, Ms(l.Length))));
        Assert.Equal(["tool", "tool bad"], timeline.Spans.Where(s => s.Lane is Lane.Tools).Select(s => s.Kind));
        Assert.Equal(["weather {}", "time {}", "→ sunny", "→ too late"], timeline.Turns.Select(t => t.Text));
    }

    [Fact]
    public void A_renewal_and_a_takeover_begin_new_transports()
    {
        var timeline = Started().At(2_000, "transport_renewed").At(3_000, "session_claimed", new { workerId = "w2", epoch = 2 })
            .At(3_500, "session_resumed", new { workerId = "w2" }).At(4_000, "session_ended", new { reason = "expired" }).Timeline;
        Assert.Equal([(1_000, 2_000), (2_000, 3_000), (3_500, 4_000)],
            timeline.Spans.Where(s => s.Lane is Lane.Transport).Select(s => (Ms(s.From), Ms(s.To))));
        Assert.Equal(["waiting", "connecting", "live", "connecting", "live"],
            timeline.Spans.Where(s => s.Lane is Lane.Lifecycle).Select(s => s.Kind));
    }

    [Theory]
    [InlineData(-7_200_000)]
    [InlineData(7_200_000)]
    public void Clocks_that_are_hours_apart_make_nothing_negative(double off)
    {
        var timeline = new Story().At(off, "session_requested").At(200, "session_claimed").At(off + 1_000, "session_started")
            .At(1_200, "speech_started").At(off + 2_000, "speech_stopped").At(2_300, "session_ended").Timeline;
        Assert.All(timeline.Spans, s => Assert.True(s.From >= TimeSpan.Zero && s.To >= s.From && s.To <= timeline.Length, s.ToString()));
        Assert.All(Drawing.Of(timeline, new TimeWindow(TimeSpan.Zero, timeline.Length).Within(timeline.Length)).SelectMany(l => l.Spans),
            s => Assert.True(s.X >= 0 && s.Width > 0 && s.X + s.Width <= Drawing.Width + 2, s.ToString()));
        Assert.NotEmpty(timeline.ClockSteps);
    }

    [Fact]
    public void Events_of_a_newer_version_and_odd_data_are_small_marks_and_nothing_fails()
    {
        var story = Started();
        string[] types = ["a_new_event", "speech_stopped", "handoff_answered", "response_done", "transcript_delta", "session_ended"];
        foreach (var type in types)
            foreach (var data in new object[] { new { }, new[] { 1 }, "text", new { text = 1, role = new { }, itemId = (string?)null } })
                story.At(2_000, type, data);
        Assert.Equal(4, story.Timeline.Marks.Count(m => m.Label is "a_new_event"));
    }

    [Fact]
    public void Ends_of_nothing_and_begins_of_the_same_thing_twice_leave_whole_spans()
    {
        var timeline = Started().At(2_000, "speech_stopped").At(3_000, "speech_started").At(3_500, "speech_started")
            .At(4_000, "speech_stopped").Timeline;
        Assert.Equal([(3_000, 3_500), (3_500, 4_000)], timeline.Spans.Where(s => s.Lane is Lane.User).Select(s => (Ms(s.From), Ms(s.To))));
    }

    [Fact]
    public void The_transcript_has_a_bound_and_says_what_it_leaves_out()
    {
        var story = Started();
        for (var n = 0; n < 1_000; n++)
            story.At(2_000 + n, "transcript_completed", new { itemId = $"i{n}", role = "user", text = new string('x', 5_000) });
        var timeline = story.Timeline;
        Assert.Equal((400, 600), (timeline.Turns.Count, timeline.TurnsOmitted));
        Assert.All(timeline.Turns, t => Assert.Equal((2_000, 3_000), (t.Text.Length, t.Omitted)));
    }

    [Fact]
    public void A_picture_is_a_function_of_the_events_up_to_its_version()
    {
        var whole = Started().At(2_000, "speech_started").At(3_000, "speech_stopped").At(4_000, "session_ended");
        var before = Started().At(2_000, "speech_started");
        Assert.Equal(4, before.Timeline.LastVersion);
        Assert.Equal(before.Timeline.Marks, whole.Timeline.Marks.Where(m => m.Version <= 4));
        Assert.Null(TimelineFold.Of([]));
    }
}
