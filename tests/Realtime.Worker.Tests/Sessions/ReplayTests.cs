using System.Text.Json;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>What a new transport is told of a session, out of its log.</summary>
public class ReplayTests
{
    static readonly Guid Session = Guid.CreateVersion7();

    [Fact]
    public void What_was_said_is_told_in_order_under_its_own_ids()
    {
        var replay = Replay.Of([.. Asked("hi"), new ResponseStarted(Session, "r1"), Said("a1", "assistant", "hello"), new ResponseDone(Session, "r1", "completed", TokenUsage.None)]);
        Assert.Equal(["u-hi", "a1"], Items(replay));
        Assert.Empty(replay.NotRestored);
        Assert.False(replay.IsUnanswered);
    }

    [Fact]
    public void A_response_that_was_cut_off_is_named_and_owed()
    {
        var replay = Replay.Of([.. Asked("hi"), new ResponseStarted(Session, "r1")]);
        Assert.Equal(["response r1: cut off"], replay.NotRestored);
        Assert.True(replay.IsUnanswered);
    }

    [Fact]
    public void What_a_driver_deleted_is_not_told() =>
        Assert.Equal(["u-b"], Items(Replay.Of([.. Asked("a"), .. Asked("b"), new ItemDeleted(Session, "u-a")])));

    [Fact]
    public void What_nobody_heard_is_not_told()
    {
        var replay = Replay.Of([.. Asked("a"), Said("m1", "assistant", "a long answer"), new ItemTruncated(Session, "m1", 800), .. Asked("b")]);
        Assert.Equal(["u-a", "u-b"], Items(replay));
        Assert.Equal(["item m1: cut off after 800 ms, what was heard is not known"], replay.NotRestored);
    }

    [Fact]
    public void Of_more_than_fits_the_oldest_is_left_out_and_named()
    {
        var large = new string('x', 3 * 1024 * 1024);
        var replay = Replay.Of([Said("m1", "assistant", large), Said("m2", "assistant", large), Said("m3", "assistant", large), .. Asked("b")]);
        Assert.Equal(3, replay.Messages.Count);
        Assert.Equal(["the oldest 1 items: what was said is larger than 8388608 bytes"], replay.NotRestored);
    }

    [Fact]
    public void The_last_configuration_is_in_force()
    {
        UpstreamConfigured[] told = [Configured("first"), Configured("second")];
        Assert.Same(told[1], Replay.Of([told[0], .. Asked("a"), told[1], .. Asked("b")]).InForce);
        Assert.Null(Replay.Of(Asked("a")).InForce);
    }

    [Fact] public void An_answer_that_had_not_begun_is_owed() => Assert.True(Replay.Of(Asked("hi")).IsUnanswered);

    [Fact] public void Where_nothing_was_asked_nothing_is_owed() => Assert.False(Replay.Of([Said("u1", "user", "just listen")]).IsUnanswered);

    [Fact]
    public void A_text_that_was_not_delivered_is_still_to_be_sent() =>
        Assert.Equal(["b"], Unsent([.. Asked("a"), new TextSubmitted(Session, "b", "user", "b")]));

    /// <summary>The worker died between the write and what upstream made of it.</summary>
    [Fact]
    public void A_text_that_was_delivered_but_is_no_item_is_sent_again() =>
        Assert.Equal(["b"], Unsent([.. Asked("a"), new TextSubmitted(Session, "b", "user", "b"), new TextDelivered(Session, "b")]));

    [Fact]
    public void The_same_words_twice_are_two_texts() =>
        Assert.Equal(["again"], Unsent([.. Asked("a"), new TextSubmitted(Session, "again", "user", "a"), new TextDelivered(Session, "again")]));

    [Fact]
    public void Of_what_was_not_answered_only_what_was_delivered_is_told_to_a_renewed_transport() =>
        Assert.Equal(["b"], SessionHistory.Unanswered([.. Asked("a"), new TextSubmitted(Session, "b", "user", "b"), new TextDelivered(Session, "b"), new TextSubmitted(Session, "c", "user", "c")]).Select(e => e.InputId));

    static IEnumerable<string?> Items(Replay replay) =>
        replay.Messages.Select(m => JsonSerializer.Deserialize<JsonElement>(m.Span).GetProperty("item").GetProperty("id").GetString());

    static UpstreamConfigured Configured(string instructions) => new(Session, "s", JsonSerializer.SerializeToElement(new { instructions }));

    static IEnumerable<string> Unsent(IReadOnlyList<SessionEvent> events) => SessionHistory.Unsent(events).OfType<TextSubmitted>().Select(e => e.InputId);

    static SessionEvent[] Asked(string text) =>
        [new TextSubmitted(Session, text, "user", text), new TextDelivered(Session, text), Said("u-" + text, "user", text)];

    static ItemDone Said(string id, string role, string text) => new(Session, id, JsonSerializer.SerializeToElement(
        new { id, type = "message", role, content = new[] { new { type = role == "user" ? "input_text" : "output_text", text } } }));
}
