using System.Text.Json.Nodes;

namespace Realtime.Simulator.Tests;

/// <summary>The messages on the socket, as a plain WebSocket client sees them.</summary>
public sealed class ProtocolTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Fact]
    public async Task A_session_starts_with_the_defaults_and_keeps_changed_settings()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=gpt-realtime-2.1");
        var session = (await client.ReceiveAsync("session.created"))["session"]!;
        Assert.Equal("gpt-realtime-2.1", (string?)session["model"]);
        Assert.Equal("server_vad", (string?)session["audio"]!["input"]!["turn_detection"]!["type"]);

        await client.UpdateAsync(new JsonObject { ["audio"] = new JsonObject { ["output"] = new JsonObject { ["voice"] = "sage" } } });
        session = (await client.ReceiveAsync("session.updated"))["session"]!;
        Assert.Equal("sage", (string?)session["audio"]!["output"]!["voice"]);
        Assert.Equal("server_vad", (string?)session["audio"]!["input"]!["turn_detection"]!["type"]);
    }

    [Fact]
    public async Task The_events_of_a_spoken_answer_have_the_providers_order()
    {
        using var client = await RawClient.ConnectAsync(simulator);
        await client.ReceiveAsync("session.created");
        await client.SayAsync("Hi");
        await client.RespondAsync();

        var types = (await client.ReceiveUntilAsync("response.done")).Select(received => (string)received["type"]!).ToArray();
        Assert.Equal(
            [
                "conversation.item.added", "conversation.item.done", "response.created", "rate_limits.updated",
                "response.output_item.added",
                "conversation.item.added", "response.content_part.added", "response.output_audio_transcript.delta",
                "response.output_audio.delta",
                "response.output_audio.done", "response.output_audio_transcript.done", "response.content_part.done",
                "conversation.item.done",
                "response.output_item.done", "response.done",
            ],
            types.Where((type, index) => Array.IndexOf(types, type) == index || !type.EndsWith(".delta", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("not JSON", "invalid_json")]
    [InlineData("[]", "invalid_json")]
    [InlineData("""{"event_id":"mine"}""", "missing_required_parameter")]
    [InlineData("""{"type":"response.dance"}""", "invalid_value")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","modalities":["text"]}}""", "unknown_parameter")]
    [InlineData("""{"type":"session.update","session":{"voice":"sage"}}""", "missing_required_parameter")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","output_modalities":["audio","text"]}}""", "invalid_value")]
    [InlineData(
        """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"output_text","text":"x"}]}}""",
        "invalid_value")]
    [InlineData("""{"type":"conversation.item.create","item":{"type":"function_call_output","call_id":"no","output":"x"}}""",
        "invalid_tool_call_id")]
    [InlineData("""{"type":"conversation.item.delete","item_id":"no"}""", "item_not_found")]
    [InlineData("""{"type":"input_audio_buffer.commit"}""", "input_audio_buffer_commit_empty")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"%%%"}""", "invalid_value")]
    [InlineData("""{"type":"response.cancel"}""", "response_cancel_not_active")]
    public async Task An_invalid_event_is_refused_and_the_session_goes_on(string message, string code)
    {
        using var client = await RawClient.ConnectAsync(simulator);
        await client.ReceiveAsync("session.created");
        await client.SendAsync(message);

        var error = (await client.ReceiveAsync("error"))["error"]!;
        Assert.Equal("invalid_request_error", (string?)error["type"]);
        Assert.Equal(code, (string?)error["code"]);

        await client.SayAsync("Still there?");
        await client.ReceiveAsync("conversation.item.added");
    }

    [Fact]
    public async Task A_second_response_is_refused_while_one_is_active()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&pace=realtime");
        await client.ReceiveAsync("session.created");
        await client.RespondAsync();
        await client.ReceiveUntilAsync("response.created");
        await client.SendAsync("""{"type":"response.create","event_id":"second"}""");

        var error = (await client.ReceiveUntilAsync("error"))[^1]["error"]!;
        Assert.Equal("conversation_already_has_active_response", (string?)error["code"]);
        Assert.Equal("second", (string?)error["event_id"]);
    }

    [Fact]
    public async Task Speech_interrupts_the_running_response()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&pace=realtime");
        await client.ReceiveAsync("session.created");
        await client.SayAsync(new string('a', 200));
        await client.RespondAsync();
        await client.ReceiveUntilAsync("response.output_audio.delta");
        await client.AppendAsync(Pcm.Tone(200));

        await client.ReceiveUntilAsync("input_audio_buffer.speech_started");
        var response = (await client.ReceiveUntilAsync("response.done"))[^1]["response"]!;
        Assert.Equal("cancelled", (string?)response["status"]);
        Assert.Equal("turn_detected", (string?)response["status_details"]!["reason"]);
        Assert.Equal("incomplete", (string?)response["output"]![0]!["status"]);
    }

    [Fact]
    public async Task The_echo_model_returns_each_frame_unchanged()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=echo");
        await client.ReceiveAsync("session.created");
        foreach (var length in (int[])[20, 40, 200])
        {
            await client.AppendAsync(Pcm.Tone(length));
            Assert.Equal(Convert.ToBase64String(Pcm.Tone(length)),
                (string?)(await client.ReceiveAsync("response.output_audio.delta"))["delta"]);
        }
    }

    [Fact]
    public async Task A_response_outside_the_conversation_leaves_no_item()
    {
        using var client = await RawClient.ConnectAsync(simulator);
        await client.ReceiveAsync("session.created");
        await client.SendAsync(
            """{"type":"response.create","response":{"conversation":"none","output_modalities":["text"],"metadata":{"topic":"x"}}}""");

        var events = await client.ReceiveUntilAsync("response.done");
        Assert.DoesNotContain(events, received => ((string)received["type"]!).StartsWith("conversation.item", StringComparison.Ordinal));
        Assert.Equal("x", (string?)events[^1]["response"]!["metadata"]!["topic"]);
    }
}
