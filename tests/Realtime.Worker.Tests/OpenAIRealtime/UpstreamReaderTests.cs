using System.Text;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

public sealed class UpstreamReaderTests
{
    static readonly Guid Session = Guid.CreateVersion7();

    public static TheoryData<string, SessionEvent> Recorded => new()
    {
        { """{"type":"input_audio_buffer.speech_started","item_id":"i","audio_start_ms":120}""", new SpeechStarted(Session, "i", 120) },
        { """{"type":"input_audio_buffer.speech_stopped","item_id":"i","audio_end_ms":940}""", new SpeechStopped(Session, "i", 940) },
        { """{"type":"conversation.item.input_audio_transcription.delta","item_id":"i","delta":"he"}""", new TranscriptDelta(Session, "i", "user", "he") },
        { """{"type":"conversation.item.input_audio_transcription.completed","item_id":"i","transcript":"hello"}""", new TranscriptCompleted(Session, "i", "user", "hello") },
        { """{"type":"response.output_audio_transcript.delta","item_id":"i","delta":"ye"}""", new TranscriptDelta(Session, "i", "assistant", "ye") },
        { """{"type":"response.audio_transcript.delta","item_id":"i","delta":"ye"}""", new TranscriptDelta(Session, "i", "assistant", "ye") },
        { """{"type":"response.output_text.delta","item_id":"i","delta":"ye"}""", new TranscriptDelta(Session, "i", "assistant", "ye") },
        { """{"type":"response.text.delta","item_id":"i","delta":"ye"}""", new TranscriptDelta(Session, "i", "assistant", "ye") },
        { """{"type":"response.output_audio_transcript.done","item_id":"i","transcript":"yes"}""", new TranscriptCompleted(Session, "i", "assistant", "yes") },
        { """{"type":"response.audio_transcript.done","item_id":"i","transcript":"yes"}""", new TranscriptCompleted(Session, "i", "assistant", "yes") },
        { """{"type":"response.output_text.done","item_id":"i","text":"yes"}""", new TranscriptCompleted(Session, "i", "assistant", "yes") },
        { """{"type":"response.text.done","item_id":"i","text":"yes"}""", new TranscriptCompleted(Session, "i", "assistant", "yes") },
        { """{"type":"input_audio_buffer.speech_started","item_id":"i"}""", new SpeechStarted(Session, "i", 0) },
        { """{"type":"input_audio_buffer.speech_started","item_id":"i","audio_start_ms":1012.5}""", new SpeechStarted(Session, "i", 1012) },
        { """{"type":"input_audio_buffer.speech_started","item_id":"i","audio_start_ms":"soon"}""", new SpeechStarted(Session, "i", 0) },
        { """{"type":"conversation.item.deleted","item_id":"i"}""", new ItemDeleted(Session, "i") },
        { """{"type":"conversation.item.truncated","item_id":"i","content_index":0,"audio_end_ms":1200}""", new ItemTruncated(Session, "i", 1_200) },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Messages_of_the_conversation_are_recorded(string message, SessionEvent expected) =>
        Assert.Equal(new UpstreamMessage.Recorded(expected), Read(message));

    [Fact]
    public void An_item_is_recorded()
    {
        var added = Assert.IsType<ItemAdded>(Event("""{"type":"conversation.item.added","previous_item_id":"h","item":{"id":"i","content":[{"type":"x"}]}}"""));
        Assert.Equal(("i", "h"), (added.ItemId, added.PreviousItemId));
        Assert.Equal("""{"id":"i","content":[{"type":"x"}]}""", added.Item.GetRawText());
        Assert.IsType<ItemAdded>(Event("""{"type":"conversation.item.created","item":{"id":"i"}}"""));
        Assert.IsType<ItemDone>(Event("""{"type":"conversation.item.done","item":{"id":"i","content":null}}"""));
    }

    [Fact]
    public void A_configuration_is_recorded_without_its_secret()
    {
        var configured = Assert.IsType<UpstreamMessage.Configured>(
            Read("""{"type":"session.updated","session":{"id":"s","model":"m","instructions":"x","prompt":{},"client_secret":{"value":"x"}}}""")).Configuration;
        Assert.Equal("s", configured!.UpstreamSessionId);
        Assert.Equal("""{"id":"s","model":"m","instructions":"x","prompt":{}}""", configured.Configuration.GetRawText());
    }

    [Theory]
    [InlineData("session.created")]
    [InlineData("session.updated")]
    public void The_provider_says_when_it_closes(string type) => Assert.Equal(
        DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
        Assert.IsType<UpstreamMessage.Configured>(Read($$"""{"type":"{{type}}","session":{"id":"s","expires_at":1800000000} }""")).ExpiresAt);

    [Theory]
    [InlineData("""{"id":"r"}""", null)]
    [InlineData("""{"id":"r","conversation_id":"conv_1"}""", true)]
    [InlineData("""{"id":"r","conversation_id":null}""", false)]
    public void A_response_says_whether_it_belongs_to_the_conversation(string response, bool? inConversation) =>
        Assert.Equal(new UpstreamMessage.ResponseBegan("r", inConversation), Read($$"""{"response":{{response}},"type":"response.created"}"""));

    [Theory]
    [InlineData("""{"type":"response.done","response":{"id":"r","status":"cancelled","usage":{"input_tokens":3,"output_tokens":4}}}""", "r", "cancelled", 3, 4)]
    [InlineData("""{"type":"response.done","response":{"id":"r","usage":null}}""", "r", "completed", 0, 0)]
    [InlineData("""{"type":"response.done","response":{"status":"failed"}}""", null, "failed", 0, 0)]
    [InlineData("""{"type":"response.done"}""", null, "completed", 0, 0)]
    [InlineData("""{"type":"response.cancelled","response_id":"r"}""", "r", "cancelled", 0, 0)]
    [InlineData("""{"type":"response.cancelled"}""", null, "cancelled", 0, 0)]
    public void Several_messages_end_a_response(string message, string? id, string status, long input, long output)
    {
        var over = Assert.IsType<UpstreamMessage.ResponseOver>(Read(message));
        Assert.Equal((id, status, input == 0 ? null : new TokenUsage(input, output)), (over.ResponseId, over.Status, over.Usage));
        Assert.Empty(over.Calls);
    }

    [Theory]
    [InlineData("""{"type":"response.output_item.done","response_id":"r","item":{"type":"function_call","call_id":"c","name":"weather","arguments":"{}"}}""", true)]
    [InlineData("""{"type":"response.output_item.done","response_id":"r","item":{"type":"function_call","status":"incomplete","call_id":"c","name":"weather","arguments":"{}"}}""", false)]
    [InlineData("""{"type":"response.function_call_arguments.done","response_id":"r","call_id":"c","name":"weather","arguments":"{}"}""", true)]
    public void Several_messages_carry_a_tool_call(string message, bool complete) =>
        Assert.Equal(new UpstreamMessage.CallsTool(new ToolCall("c", "weather", "{}", complete, "r")), Read(message));

    [Fact]
    public void The_end_of_a_response_lists_its_calls() => Assert.Equal(
        [new ToolCall("c", "weather", "{}", true, "r")],
        Assert.IsType<UpstreamMessage.ResponseOver>(Read(
            """{"type":"response.done","response":{"id":"r","output":[{"type":"message"},7,{"type":"function_call","call_id":"c","name":"weather","arguments":"{}"},{"type":"function_call"}]}}""")).Calls);

    [Fact]
    public void An_answer_to_a_call_is_recognised()
    {
        var answered = Assert.IsType<UpstreamMessage.CallAnswered>(Read("""{"type":"conversation.item.done","item":{"id":"i","type":"function_call_output","call_id":"c","output":"sunny"}}"""));
        Assert.Equal(("c", "sunny", "i"), (answered.CallId, answered.Output, Assert.IsType<ItemDone>(answered.Item).ItemId));
    }

    [Fact]
    public void Output_audio_is_measured_by_the_format_that_the_configuration_names()
    {
        var reader = new UpstreamReader(Session, new MessageIds("test"));
        reader.Read("""{"type":"session.updated","session":{"id":"s","audio":{"output":{"format":{"type":"audio/pcmu"}}}}}"""u8.ToArray());
        var delta = Encoding.UTF8.GetBytes($$"""{"type":"response.output_audio.delta","item_id":"i","delta":"{{Convert.ToBase64String(new byte[800])}}"}""");
        Assert.Equal(new UpstreamMessage.Audio("i", 0, 100), reader.Read(delta));
        Assert.Equal(100, reader.Measure(delta)?.Milliseconds);
    }

    [Theory]
    [InlineData("response.output_audio.delta")]
    [InlineData("response.audio.delta")]
    public void Output_audio_is_measured(string type)
    {
        var audio = Convert.ToBase64String(new byte[960]);
        Assert.Equal(new UpstreamMessage.Audio("i", 1, 20), Read($$"""{"type":"{{type}}","response_id":"r","item_id":"i","content_index":1,"delta":"{{audio}}"}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"nobody.knows"}""")]
    [InlineData("""{"type":"response.created"}""")]
    [InlineData("""{"type":"response.created","response":[]}""")]
    [InlineData("""{"type":"session.updated","session":null}""")]
    [InlineData("""{"type":"session.updated","session":{"id":"s","id":"t"}}""")]
    [InlineData("""{"type":"conversation.item.added","item":null}""")]
    [InlineData("""{"type":"conversation.item.added","item":{"id":7}}""")]
    [InlineData("""{"type":"response.output_audio.delta","item_id":"i"}""")]
    [InlineData("""{"type":"response.output_audio.delta","item_id":"i","delta":"AAAA","content_index":"first"}""")]
    [InlineData("""{"type":"response.output_audio.delta","item_id":"i","delta":"AA""")]
    [InlineData("""{"type":"response.output_text.delta","item_id":"i","delta":null}""")]
    public void An_invalid_message_is_ignored(string message) => Assert.IsType<UpstreamMessage.Ignored>(Read(message));

    [Theory]
    [InlineData("session.created")]
    [InlineData("input_audio_buffer.committed")]
    [InlineData("response.content_part.added")]
    public void The_rest_of_the_protocol_passes(string type) => Assert.IsType<UpstreamMessage.Passed>(Read($$"""{"type":"{{type}}"}"""));

    static UpstreamMessage Read(string message) =>
        new UpstreamReader(Session, new MessageIds("test")).Read(Encoding.UTF8.GetBytes(message));

    static SessionEvent Event(string message) => Assert.IsType<UpstreamMessage.Recorded>(Read(message)).Event;
}
