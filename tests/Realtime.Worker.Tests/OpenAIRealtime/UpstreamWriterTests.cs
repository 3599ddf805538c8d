using System.Text;
using System.Text.Json.Nodes;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

public sealed class UpstreamWriterTests
{
    static readonly UpstreamWriter Writer = new(new MessageIds("test"));

    [Fact]
    public void A_managed_session_is_configured_in_full() => Same(
        """
        {"type":"session.update","event_id":"realtime_test_configuration","session":{"type":"realtime","output_modalities":["text"],"instructions":"Say \"hi\".","audio":{
          "input":{"format":{"type":"audio/pcm","rate":24000},"transcription":{"model":"scribe"},"turn_detection":{"type":"server_vad"}},
          "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"marin"}}}}
        """,
        Writer.SessionUpdate(new SessionOptions("m", "marin", "Say \"hi\".", Modality.Text), "scribe"));

    [Fact]
    public void A_driver_configures_what_its_start_did_not_ask_for() => Same(
        """{"type":"session.update","event_id":"realtime_test_configuration","session":{"type":"realtime"}}""",
        Writer.SessionUpdate(new SessionOptions("m", Driver: SessionDriver.Live), "scribe"));

    [Fact]
    public void A_driver_that_named_a_voice_gets_it() => Same(
        """{"type":"session.update","event_id":"realtime_test_configuration","session":{"type":"realtime","audio":{"output":{"voice":"marin"}}}}""",
        Writer.SessionUpdate(new SessionOptions("m", "marin", Driver: SessionDriver.Live), "scribe"));

    [Fact]
    public void A_text_is_an_item() => Same(
        """{"type":"conversation.item.create","event_id":"realtime_test_other","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"häh?\n"}]}}""",
        Writer.TextItem("user", "häh?\n"));

    [Fact]
    public void An_answer_is_an_item() => Same(
        """{"type":"conversation.item.create","event_id":"realtime_test_other","item":{"type":"function_call_output","call_id":"c","output":"12 degrees"}}""",
        Writer.CallAnswer("c", "12 degrees"));

    [Fact]
    public void A_truncation_names_its_place() => Same(
        """{"type":"conversation.item.truncate","event_id":"realtime_test_other","item_id":"i","content_index":0,"audio_end_ms":640}""",
        Writer.Truncate("i", 0, 640));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(959)]
    [InlineData(960)]
    [InlineData(100_000)]
    public void Audio_is_encoded_unchanged(int bytes)
    {
        var pcm = new byte[bytes];
        new Random(bytes).NextBytes(pcm);
        var message = UpstreamWriter.Audio(pcm);
        Same($$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(pcm)}}"}""", message);
        Assert.Equal(bytes, AudioAppend.Bytes(message.Span));
    }

    static void Same(string expected, ReadOnlyMemory<byte> written) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(Encoding.UTF8.GetString(written.Span))!.ToJsonString());
}
