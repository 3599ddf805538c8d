using System.Text;
using Realtime.Sessions;
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
        { """{"type":"response.created","response":{"id":"r"}}""", new ResponseStarted(Session, "r") },
        { """{"type":"response.done","response":{"id":"r","status":"cancelled","usage":{"input_tokens":3,"output_tokens":4}}}""", new ResponseDone(Session, "r", "cancelled", new TokenUsage(3, 4)) },
        { """{"type":"response.done","response":{"id":"r","usage":null}}""", new ResponseDone(Session, "r", "completed", TokenUsage.None) },
        { """{"type":"conversation.item.deleted","item_id":"i"}""", new ItemDeleted(Session, "i") },
        { """{"type":"conversation.item.truncated","item_id":"i","content_index":0,"audio_end_ms":1200}""", new ItemTruncated(Session, "i", 1_200) },
        { """{"response":{"id":"r"},"type":"response.created"}""", new ResponseStarted(Session, "r") },
        {
            """{"type":"response.output_item.done","item":{"type":"function_call","call_id":"c","name":"weather","arguments":"{}"}}""",
            new HandoffRequested(Session, "c", "weather", "{}")
        },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void What_matters_is_recorded(string message, SessionEvent expected) => Assert.Equal(new UpstreamMessage.Recorded(expected), Read(message));

    [Fact]
    public void An_item_is_recorded_without_its_audio()
    {
        var added = Assert.IsType<ItemAdded>(Event("""{"type":"conversation.item.added","item":{"id":"i","content":[{"type":"output_audio","audio":"AAAA","transcript":"yes"},{"type":"x"}]}}"""));
        Assert.Equal("i", added.ItemId);
        Assert.Equal("""{"id":"i","content":[{"type":"output_audio","transcript":"yes"},{"type":"x"}]}""", added.Item.GetRawText());
        Assert.IsType<ItemAdded>(Event("""{"type":"conversation.item.created","item":{"id":"i"}}"""));
        Assert.IsType<ItemDone>(Event("""{"type":"conversation.item.done","item":{"id":"i","content":null}}"""));
    }

    [Fact]
    public void A_configuration_is_recorded_without_its_secret()
    {
        var configured = Assert.IsType<UpstreamConfigured>(Event("""{"type":"session.updated","session":{"id":"s","model":"m","instructions":"x","prompt":{},"client_secret":{"value":"x"}}}"""));
        Assert.Equal("s", configured.UpstreamSessionId);
        Assert.Equal("""{"id":"s","model":"m","instructions":"x","prompt":{}}""", configured.Configuration.GetRawText());
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
    [InlineData("""{"type":"input_audio_buffer.speech_started","item_id":"i"}""")]
    [InlineData("""{"type":"input_audio_buffer.speech_started","item_id":"i","audio_start_ms":"soon"}""")]
    [InlineData("""{"type":"response.output_audio.delta","item_id":"i"}""")]
    [InlineData("""{"type":"response.output_audio.delta","item_id":"i","delta":"AAAA","content_index":"first"}""")]
    [InlineData("""{"type":"response.output_audio.delta","item_id":"i","delta":"AA""")]
    [InlineData("""{"type":"response.output_text.delta","item_id":"i","delta":null}""")]
    public void What_is_not_what_it_says_it_is_is_ignored(string message) => Assert.IsType<UpstreamMessage.Ignored>(Read(message));

    [Theory]
    [InlineData("session.created")]
    [InlineData("input_audio_buffer.committed")]
    [InlineData("response.content_part.added")]
    [InlineData("rate_limits.updated")]
    public void The_rest_of_the_protocol_passes(string type) => Assert.IsType<UpstreamMessage.Passed>(Read($$"""{"type":"{{type}}"}"""));

    static UpstreamMessage Read(string message) => UpstreamReader.Read(Encoding.UTF8.GetBytes(message), Session);

    static SessionEvent Event(string message) => Assert.IsType<UpstreamMessage.Recorded>(Read(message)).Event;
}
