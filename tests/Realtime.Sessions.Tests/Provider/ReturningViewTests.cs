using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions.Provider;

namespace Realtime.Sessions.Tests.Provider;

/// <summary>What the log says to a client that comes back and speaks the provider's protocol only.</summary>
public sealed class ReturningViewTests
{
    static readonly Guid S = Guid.NewGuid();

    [Fact]
    public void What_was_said_is_told_as_whole_items_with_their_versions()
    {
        var told = Tell([
            new ItemAdded(S, "u", Item("""{"id":"u","type":"message","role":"user","content":[{"type":"input_audio"}]}""")),
            new SpeechStarted(S, "u", 10), new TranscriptDelta(S, "u", "user", "Hel"), new TranscriptCompleted(S, "u", "user", "Hello"),
            new ResponseStarted(S, "r"), new TranscriptDelta(S, "a", "assistant", "H"), new TranscriptCompleted(S, "a", "assistant", "Hi"),
            new ItemDone(S, "a", Item("""{"id":"a","type":"message","role":"assistant"}""")) { PreviousItemId = "u" },
            new ResponseDone(S, "r", "completed", null),
        ]);
        Assert.Equal(
            ["1 conversation.item.added", "4 conversation.item.input_audio_transcription.completed", "5 response.created",
                "8 conversation.item.done", "9 response.done"], Names(told));
        Assert.Equal("Hello", (string?)told[1]["transcript"]);
        Assert.Equal("u", (string?)told[3]["previous_item_id"]);
        Assert.Equal(told.Count, told.Select(message => (string?)message["event_id"]).Distinct().Count());
    }

    [Fact]
    public void An_open_call_is_told_as_the_provider_tells_it_and_before_its_response()
    {
        var told = Tell(Calls("one", "two"));
        string[] ofCall = ["conversation.item.added", "response.function_call_arguments.done", "response.output_item.done",
            "conversation.item.done"];
        Assert.Equal(["response.created", .. ofCall, .. ofCall, "response.done"], told.Select(message => (string?)message["type"]));
        Assert.Equal("r", (string?)told[2]["response_id"]);
        Assert.Equal("item-one", (string?)told[2]["item_id"]);
        Assert.Equal(["one", "two"], told[^1]["response"]!["output"]!.AsArray().Select(call => (string?)call!["call_id"]));
    }

    [Fact]
    public void A_call_that_has_its_answer_is_not_told_again_and_neither_is_the_answer()
    {
        var events = Calls("one", "two").Append(new ItemDone(S, "o", Item("""{"id":"o","type":"function_call_output","call_id":"one"}""")));
        var told = Tell(events, answered: "one");
        Assert.Equal(["two"], told[^1]["response"]!["output"]!.AsArray().Select(call => (string?)call!["call_id"]));
        Assert.DoesNotContain("\"one\"", string.Concat(told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_whose_item_is_older_is_told_by_itself()
    {
        var told = Tell([new HandoffRequested(S, "one", "weather", "{}")]);
        Assert.Equal("{}", (string?)told.Single(message => (string?)message["type"] == "response.function_call_arguments.done")["arguments"]);
    }

    [Fact]
    public void A_cancelled_response_has_no_calls()
    {
        var told = Tell([.. Calls("one").Where(e => e is not (HandoffRequested or ResponseDone)), new ResponseDone(S, "r", "cancelled", null)]);
        Assert.Equal("cancelled", (string?)told[^1]["response"]!["status"]);
        Assert.Empty(told[^1]["response"]!["output"]!.AsArray());
    }

    [Fact]
    public void References_to_media_other_sessions_and_responses_beside_the_conversation_are_left_out()
    {
        var told = Tell([
            new ItemDone(S, "i", Item("""
                {"id":"i","type":"message","content":[{"type":"input_image","image_url":{"sha256":"ab","type":"image/png","bytes":3}}]}
                """)),
            new ItemDeleted(Guid.NewGuid(), "x"), new ResponseStarted(S, "b") { OutOfBand = true },
            new ResponseDone(S, "b", "completed", null) { OutOfBand = true },
        ]);
        Assert.Equal("""{"type":"input_image"}""", Assert.Single(told)["item"]!["content"]![0]!.ToJsonString());
    }

    [Fact]
    public void The_holder_of_a_secret_is_not_told_what_is_hidden()
    {
        var pins = new Pins(new HashSet<string>(), new HashSet<string> { "instructions" });
        var told = Tell([new UpstreamConfigured(S, "u", Item("""{"type":"realtime","instructions":"secret","output_modalities":["text"]}"""))],
            pins: pins);
        Assert.Equal("""{"type":"realtime","output_modalities":["text"]}""", Assert.Single(told)["session"]!.ToJsonString());
    }

    static IEnumerable<SessionEvent> Calls(params string[] calls) =>
    [
        new ResponseStarted(S, "r"),
        .. calls.Select(call => new ItemDone(S, $"item-{call}",
            Item($$"""{"id":"item-{{call}}","type":"function_call","call_id":"{{call}}","name":"weather","arguments":"{}"}"""))),
        .. calls.Select(call => new HandoffRequested(S, call, "weather", "{}")),
        new ResponseDone(S, "r", "completed", null),
    ];

    static List<JsonObject> Tell(IEnumerable<SessionEvent> events, string? answered = null, Pins? pins = null)
    {
        var (view, told, version) = (new ReturningView(S, call => call == answered, pins), new List<JsonObject>(), 0L);
        foreach (var e in events) view = view.After(++version, e, told);
        return told;
    }

    static IEnumerable<string> Names(IEnumerable<JsonObject> told) => told.Select(message => $"{message["version"]} {message["type"]}");

    static JsonElement Item(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
