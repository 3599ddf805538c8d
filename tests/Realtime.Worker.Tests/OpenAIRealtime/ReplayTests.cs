using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>What the worker restores on a new transport from a session's log.</summary>
public class ReplayTests
{
    static readonly Guid Session = Guid.CreateVersion7();

    [Fact]
    public void Messages_are_restored_in_order_under_their_own_ids()
    {
        var replay = Built([.. Asked("hi"), new ResponseStarted(Session, "r1"), Said("a1", "assistant", "hello"),
            new ResponseDone(Session, "r1", "completed", TokenUsage.None)]);
        Assert.Equal(["u-hi", "a1"], Items(replay));
        Assert.Empty(replay.NotRestored);
    }

    [Fact]
    public void A_response_that_was_cut_off_is_named()
    {
        var replay = Built([.. Asked("hi"), new ResponseStarted(Session, "r1")]);
        Assert.Equal(["response r1: cut off"], replay.NotRestored);
    }

    [Fact]
    public void An_item_that_a_driver_deleted_is_not_restored() =>
        Assert.Equal(["u-b"], Items(Built([.. Asked("a"), .. Asked("b"), new ItemDeleted(Session, "u-a")])));

    [Fact]
    public void Truncated_speech_is_not_restored()
    {
        var replay = Built([.. Asked("a"), Said("m1", "assistant", "a long answer"), new ItemTruncated(Session, "m1", 800), .. Asked("b")]);
        Assert.Equal(["u-a", "u-b"], Items(replay));
        Assert.Equal(["item m1: cut off after 800 ms, what was heard is not known"], replay.NotRestored);
    }

    [Fact]
    public void Beyond_the_limit_the_oldest_items_are_left_out_and_named()
    {
        var large = new string('x', 3 * 1024 * 1024);
        var replay = Built([Said("m1", "assistant", large), Said("m2", "assistant", large), Said("m3", "assistant", large), .. Asked("b")]);
        Assert.Equal(3, replay.Messages.Count);
        Assert.Equal(["the oldest 1 items: what was said is larger than 8388608 bytes"], replay.NotRestored);
    }

    [Fact]
    public void The_last_configuration_is_in_force()
    {
        UpstreamConfigured[] told = [Configured("first"), Configured("second")];
        Assert.Same(told[1], Built([told[0], .. Asked("a"), told[1], .. Asked("b")]).InForce);
        Assert.Null(Built(Asked("a")).InForce);
    }

    [Fact]
    public void A_text_that_was_not_delivered_is_still_to_be_sent() =>
        Assert.Equal(["b"], Unsent([.. Asked("a"), new TextSubmitted(Session, "b", "user", "b")]));

    /// <summary>The worker died after the write, before upstream confirmed the item.</summary>
    [Fact]
    public void A_text_that_was_delivered_without_an_item_is_sent_again() =>
        Assert.Equal(["b"], Unsent([.. Asked("a"), new TextSubmitted(Session, "b", "user", "b"), new TextDelivered(Session, "b")]));

    [Fact]
    public void The_same_words_twice_are_two_texts() =>
        Assert.Equal(["again"],
            Unsent([.. Asked("a"), new TextSubmitted(Session, "again", "user", "a"), new TextDelivered(Session, "again")]));

    [Fact]
    public void Of_the_unanswered_texts_only_delivered_ones_are_sent_to_a_renewed_transport() =>
        Assert.Equal(["b"], UnsentInputs.Unanswered(
            [.. Asked("a"), new TextSubmitted(Session, "b", "user", "b"), new TextDelivered(Session, "b"),
            new TextSubmitted(Session, "c", "user", "c")]).Select(e => e.InputId));

    [Fact]
    public void A_text_whose_item_the_model_has_is_not_sent_again_though_its_delivery_is_not_recorded() =>
        Assert.Empty(Unsent([Text, Said(TextItems.Of(Text), "user", "hi")]));

    [Fact]
    public void The_same_words_under_another_input_are_another_text() => Assert.Equal(["i2"], Unsent(
    [
        Text, Text with { InputId = "i2" }, new TextDelivered(Session, "i1"), new TextDelivered(Session, "i2"),
        Said(TextItems.Of(Text), "user", "hi"),
    ]));

    [Fact]
    public void A_text_that_the_first_version_sent_is_recognised_by_its_words() =>
        Assert.Empty(Unsent([Text, new TextDelivered(Session, "i1"), Said("item_of_upstream", "user", "hi")]));

    [Fact]
    public void An_items_id_has_a_length_that_the_model_accepts() => Assert.Equal(32, TextItems.Of(Text).Length);

    [Fact]
    public void An_item_that_was_not_truncated_keeps_its_words() => Assert.Equal(
        ["output_text hello"], Parts(Built([Item("a1", "assistant", """{"type":"output_audio","transcript":"hello"}""")])));

    [Fact]
    public void Several_texts_and_an_image_are_restored_unchanged() => Assert.Equal(
        ["input_text look", "input_image data:image/png;base64,AAAA", "input_text at this"],
        Parts(Built(
        [
            Item("u1", "user", """{"type":"input_text","text":"look"},{"type":"input_image","image_url":"data:image/png;base64,AAAA"},{"type":"input_text","text":"at this"}"""),
        ])));

    [Fact]
    public void An_image_that_is_only_a_reference_is_named_and_the_words_beside_it_are_restored()
    {
        var replay = Built([Item("u1", "user", """{"type":"input_text","text":"look"},{"type":"input_image","image_url":{"sha256":"00","type":"image/png","bytes":70000}}""")]);
        Assert.Equal(["input_text look"], Parts(replay));
        Assert.Equal(["item u1: input_image of type image/png and 70000 bytes is not in the log"], replay.NotRestored);
    }

    [Fact]
    public void Audio_is_restored_as_its_transcript() => Assert.Equal(
        ["input_text what I said"],
        Parts(Built([new TranscriptCompleted(Session, "u1", "user", "what I said"), Item("u1", "user", """{"type":"input_audio"}""")])));

    /// <summary>None of these may become an empty message.</summary>
    [Theory]
    [InlineData("message", """ "content":[{"type":"input_audio"}]""", "audio without a transcript")]
    [InlineData("message", """ "content":[]""", "a message without words")]
    [InlineData("message", """ "content":[{"type":"hologram"}]""", "a part of type hologram cannot be restored")]
    [InlineData("mcp_call", """ "name":"x" """, "mcp_call cannot be restored")]
    [InlineData("function_call", """ "call_id":"c","name":"x","status":"incomplete" """, "a tool call that was cut off")]
    public void An_item_that_cannot_be_restored_is_named_and_nothing_is_sent_for_it(string type, string rest, string named)
    {
        var item = JsonSerializer.Deserialize<JsonElement>($$"""{"id":"x1","type":"{{type}}","role":"user",{{rest}}}""");
        var replay = Built([new ItemDone(Session, "x1", item)]);
        Assert.Empty(replay.Messages);
        Assert.Equal([$"item x1: {named}"], replay.NotRestored);
    }

    static readonly TextSubmitted Text = new(Session, "i1", "user", "hi");

    static Replay Built(IReadOnlyList<SessionEvent> events) =>
        new ReplayBuilder(new UpstreamWriter(new MessageIds("test"))).Build(events, leftOut: 0);

    static ItemDone Item(string id, string role, string parts) =>
        new(Session, id, JsonSerializer.Deserialize<JsonElement>($$"""{"id":"{{id}}","type":"message","role":"{{role}}","content":[{{parts}}]}"""));

    static IEnumerable<string> Parts(Replay replay) =>
        Assert.Single(replay.Messages.Select(m => JsonSerializer.Deserialize<JsonElement>(m.Span)))
        .GetProperty("item").GetProperty("content").EnumerateArray()
        .Select(part => $"{part.Text("type")} {part.Text("text") ?? part.Text("image_url")}");

    static IEnumerable<string?> Items(Replay replay) =>
        replay.Messages.Select(m => JsonSerializer.Deserialize<JsonElement>(m.Span).GetProperty("item").GetProperty("id").GetString());

    static UpstreamConfigured Configured(string instructions) => new(Session, "s", JsonSerializer.SerializeToElement(new { instructions }));

    static IEnumerable<string> Unsent(IReadOnlyList<SessionEvent> events) =>
        UnsentInputs.Of(events).OfType<TextSubmitted>().Select(e => e.InputId);

    static SessionEvent[] Asked(string text) =>
        [new TextSubmitted(Session, text, "user", text), new TextDelivered(Session, text), Said("u-" + text, "user", text)];

    static ItemDone Said(string id, string role, string text) => new(Session, id, JsonSerializer.SerializeToElement(
        new { id, type = "message", role, content = new[] { new { type = role == "user" ? "input_text" : "output_text", text } } }));
}
