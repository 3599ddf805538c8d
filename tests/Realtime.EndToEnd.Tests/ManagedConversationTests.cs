using System.Net;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>
/// Managed conversations over the real services, with a model that sends what a test gives it. The tests of the machine have every case;
/// these have the cases whose order on the wire matters.
/// </summary>
[Collection(SharedServices.Name)]
public sealed class ManagedConversationTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    const string Began = """{"type":"response.created","response":{"id":"r1"}}""";
    const string Over = """{"type":"response.done","response":{"id":"r1","status":"completed","output":[]}}""";

    async Task<SessionClient> Start(string model = "script") => await (await Api.NewConversation().Start(new { model })).Started();

    static string Call(string call, string status = "completed") =>
        $$$"""
        {"type":"response.output_item.done","response_id":"r1",
        "item":{"type":"function_call","status":"{{{status}}}","call_id":"{{{call}}}","name":"weather","arguments":"{}"}}
        """;

    static string Audio(int milliseconds) =>
        $$"""
        {"type":"response.output_audio.delta","response_id":"r1","item_id":"a1","content_index":0,
        "delta":"{{Convert.ToBase64String(new byte[milliseconds * 48])}}"}
        """;

    [Fact]
    public async Task A_text_while_a_call_is_open_follows_its_answer_and_a_late_answer_is_refused()
    {
        var session = await Start();
        await Upstream.Say(session.Id, Began, Call("c1"), Over);
        await using var follower = session.Conversation.Follow();
        await follower.Until("handoff_requested");
        await session.Text("never mind");
        Assert.Equal(["output", "text never mind", "response.create"], await Sent(session, 3));
        var late = await session.TryAnswer("c1", "12 degrees");
        late.MustBeRefused(HttpStatusCode.Conflict, "handoff-closed");
        Assert.Contains("closed", late.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_calls_are_answered_before_one_response_is_asked_for()
    {
        var session = await Start();
        await Upstream.Say(session.Id, Began, Call("c1"), Call("c2"), Over);
        await using var follower = session.Conversation.Follow();
        await follower.Until("response_done");
        (await session.TryAnswer("c1", "one")).MustBe(HttpStatusCode.Accepted);
        (await session.TryAnswer("c1", "one")).MustBe(HttpStatusCode.Accepted);
        (await session.TryAnswer("c2", "two")).MustBe(HttpStatusCode.Accepted);
        Assert.Equal(["output", "output", "response.create"], await Sent(session, 3));
    }

    [Fact]
    public async Task A_call_of_a_cancelled_response_is_not_handed_off()
    {
        var session = await Start();
        await Upstream.Say(session.Id, Began, Call("c1"), Call("c2", "incomplete"),
            """{"type":"response.done","response":{"id":"r1","status":"cancelled"}}""");
        await using var follower = session.Conversation.Follow();
        await follower.Until("response_done");
        Assert.DoesNotContain(follower.Seen, e => e.Type == "handoff_requested");
        (await session.TryAnswer("c1", "one")).MustBeRefused(HttpStatusCode.NotFound, "unknown-handoff");
    }

    [Theory]
    [InlineData(
        """{"type":"error","error":{"type":"invalid_request_error","code":"conversation_already_has_active_response","message":"m"}}""",
        Over)]
    [InlineData(Over,
        """
        {"type":"error","error":{"type":"invalid_request_error",
        "message":"Conversation already has an active response in progress."}}
        """)]
    public async Task A_request_refused_because_of_an_active_response_is_repeated(string first, string second)
    {
        var session = await Start();
        await session.Text("hi");
        Assert.Equal(["text hi", "response.create"], await Sent(session, 2));
        await Upstream.Say(session.Id, Began, first, second);
        Assert.Equal(["text hi", "response.create", "response.create"], await Sent(session, 3));
    }

    [Fact]
    public async Task A_refused_request_does_not_make_the_session_mute()
    {
        var session = await Start();
        await session.Text("one");
        await Sent(session, 2);
        await Upstream.Say(session.Id,
            """{"type":"error","error":{"type":"invalid_request_error","code":"rate_limit_exceeded","message":"m"}}""");
        await using var follower = session.Conversation.Follow();
        await follower.Until("upstream_warned");
        await session.Text("two");
        Assert.Equal(["text one", "response.create", "text two", "response.create"], await Sent(session, 4));
    }

    [Fact]
    public async Task Speech_over_a_burst_of_audio_truncates_it_where_the_user_can_have_heard_it()
    {
        var session = await Start();
        await Upstream.Say(session.Id, [Began, .. Enumerable.Repeat(Audio(100), 50)]);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await Upstream.Say(session.Id, """{"type":"input_audio_buffer.speech_started","item_id":"u1"}""");
        var cut = Assert.Single(await Messages(session, 1)).GetProperty("audio_end_ms").GetInt32();
        Assert.InRange(cut, 1, 4_999); // the tests of the machine check the exact millisecond; here the clock is that of a busy computer
    }

    [Fact]
    public async Task A_response_outside_the_conversation_does_not_end_a_turn()
    {
        var session = await Start();
        await session.Text("one");
        await Sent(session, 2);
        await Upstream.Say(session.Id, Began, """{"type":"response.created","response":{"id":"oob","conversation_id":null}}""",
            """{"type":"response.done","response":{"id":"oob","status":"completed"}}""");
        await session.Text("two");
        await Sent(session, 3);
        await Upstream.Say(session.Id, Over);
        Assert.Equal(["text one", "response.create", "text two", "response.create"], await Sent(session, 4));
    }

    [Fact]
    public async Task A_configuration_field_that_the_model_refuses_is_left_out_and_named()
    {
        var session = await Start("sim-fault-refuse-update:reason-session.audio.input.transcription");
        await using var follower = session.Conversation.Follow();
        Assert.Contains("session.audio.input.transcription", (await follower.Until("upstream_warned")).Text("message"),
            StringComparison.Ordinal);
        await follower.Until("upstream_configured");
    }

    [Fact]
    public async Task A_session_whose_instructions_the_model_refuses_ends_with_an_error()
    {
        var session = await Start("sim-fault-refuse-update:reason-session.instructions");
        Assert.Equal("requested, claimed, started, ended(error, configuration_refused)", (await session.Ended()).Life());
    }

    /// <summary>Waits for this many messages after the configuration; returns them in short form.</summary>
    async Task<List<JsonElement>> Messages(SessionClient session, int count)
    {
        List<JsonElement> got = [];
        await Patience.Until(async () =>
            (got = [.. (await Upstream.Messages(session.Id)).Where(m => m.GetProperty("type").GetString() != "session.update")])
            .Count >= count, $"{count} messages");
        return got;
    }

    async Task<string[]> Sent(SessionClient session, int count) => [.. (await Messages(session, count)).Select(Word)];

    static string Word(JsonElement message) => message.TryGetProperty("item", out var item)
        ? item.GetProperty("type").GetString() == "function_call_output" ? "output"
            : $"text {item.GetProperty("content")[0].GetProperty("text")}"
        : message.GetProperty("type").GetString()!;
}
