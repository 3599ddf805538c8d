using System.Security.Cryptography;
using System.Text;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>What the log has of the provider's events beyond words and items.</summary>
public sealed class RecordedEventTests
{
    static readonly Guid Session = Guid.CreateVersion7();

    public static TheoryData<string, SessionEvent> Recorded => new()
    {
        { """{"type":"conversation.item.input_audio_transcription.failed","item_id":"i","content_index":0,"error":{"type":"transcription_error","code":"audio_unintelligible","message":"m"}}""", new TranscriptionFailed(Session, "i", "audio_unintelligible", "m") },
        { """{"type":"conversation.item.input_audio_transcription.failed","item_id":"i","error":"too quiet"}""", new TranscriptionFailed(Session, "i", "unknown_error", "too quiet") },
        { """{"type":"conversation.item.input_audio_transcription.segment","item_id":"i","content_index":0,"id":"s1","text":"hi","speaker":"A","start":0.5,"end":1.25}""", new SpeakerSegment(Session, "i", "s1", "A", "hi", 500, 1_250) },
        { """{"type":"conversation.item.input_audio_transcription.segment","item_id":"i","id":"s1","text":"hi"}""", new SpeakerSegment(Session, "i", "s1", null, "hi", null, null) },
        { """{"type":"input_audio_buffer.timeout_triggered","audio_start_ms":1000,"audio_end_ms":6000.0,"item_id":"i"}""", new InputTimedOut(Session, "i", 1_000, 6_000) },
        { """{"type":"input_audio_buffer.dtmf_event_received","event":"#","received_at":1763000000}""", new DtmfReceived(Session, "#", DateTimeOffset.FromUnixTimeSeconds(1_763_000_000)) },
        { """{"type":"input_audio_buffer.dtmf_event_received","event":7}""", new DtmfReceived(Session, "7", null) },
        { """{"type":"mcp_list_tools.in_progress","item_id":"i"}""", new McpListChanged(Session, "i", "in_progress") },
        { """{"type":"mcp_list_tools.failed","item_id":"i"}""", new McpListChanged(Session, "i", "failed") },
        { """{"type":"response.mcp_call.completed","item_id":"i","output_index":0}""", new McpCallChanged(Session, "i", "completed") },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void It_is_recorded(string message, SessionEvent expected) => Assert.Equal(expected, Event(message));

    [Theory]
    [InlineData("""{"type":"conversation.item.input_audio_transcription.failed","error":{}}""")]
    [InlineData("""{"type":"input_audio_buffer.dtmf_event_received","event":null}""")]
    [InlineData("""{"type":"mcp_list_tools.failed"}""")]
    [InlineData("""{"type":"conversation.item.input_audio_transcription.segment","text":"hi"}""")]
    public void Without_what_it_is_about_it_is_ignored(string message) => Assert.IsType<UpstreamMessage.Ignored>(Read(message));

    [Fact]
    public void A_transcription_without_new_words_passes() => Assert.IsType<UpstreamMessage.Passed>(
        Read("""{"type":"conversation.item.input_audio_transcription.delta","item_id":"i"}"""));

    [Fact]
    public void Limits_are_recorded_with_what_remains()
    {
        var limits = Assert.IsType<RateLimitsChanged>(Event("""{"type":"rate_limits.updated","rate_limits":[{"name":"tokens","limit":50000,"remaining":49950.0,"reset_seconds":0.06},{"name":"requests","remaining":null},7]}""")).Limits;
        Assert.Equal([new RateLimit("tokens", 50_000, 49_950, 0.06), new RateLimit("requests", null, null, null)], limits);
    }

    [Theory]
    [InlineData("""{"type":"incomplete","reason":"max_output_tokens"}""", "max_output_tokens", null, null)]
    [InlineData("""{"type":"cancelled","reason":"turn_detected"}""", "turn_detected", null, null)]
    [InlineData("""{"type":"failed","error":{"type":"invalid_request_error","code":"model_not_found","message":"no such model"}}""", null, "model_not_found", "no such model")]
    [InlineData("""{"type":"failed","error":{"type":"server_error"}}""", null, "server_error", null)]
    [InlineData("""{"type":"failed","error":{"code":503,"message":"busy"}}""", null, "503", "busy")]
    [InlineData("""{"type":"failed","error":"busy"}""", null, null, "busy")]
    public void A_response_says_why_it_is_not_complete(string details, string? reason, string? code, string? message) => Assert.Equal(
        new ResponseDetails(reason, code, message),
        Over($$$"""{"id":"r","status":"failed","status_details":{{{details}}}}""").Details);

    [Theory]
    [InlineData("""{"id":"r","status":"completed","status_details":{"type":"completed"}}""")]
    [InlineData("""{"id":"r","status":"completed","status_details":null}""")]
    [InlineData("""{"id":"r","status":"completed"}""")]
    public void A_complete_response_has_no_details(string response) => Assert.Null(Over(response).Details);

    [Fact]
    public void Usage_is_recorded_with_all_its_details() => Assert.Equal(
        new TokenUsage(1_600, 1_250)
        {
            InputKinds = new TokenKinds(1_000, 600), Cached = 400, CachedKinds = new TokenKinds(400), OutputKinds = new TokenKinds(50, 1_200),
        },
        Over("""
             {"id":"r","usage":{"total_tokens":2850,"input_tokens":1600,"output_tokens":1250.0,
             "input_token_details":{"text_tokens":1000,"audio_tokens":600.0,"image_tokens":0,"cached_tokens":400,
             "cached_tokens_details":{"text_tokens":400,"audio_tokens":null}},"output_token_details":{"text_tokens":50,"audio_tokens":1200}}}
             """).Usage);

    [Theory]
    [InlineData("""{"id":"r","usage":{}}""")]
    [InlineData("""{"id":"r","usage":{"input_tokens":null}}""")]
    [InlineData("""{"id":"r","usage":7}""")]
    public void Usage_without_numbers_is_not_known(string response) => Assert.Null(Over(response).Usage);

    [Theory]
    [InlineData("""{"type":"tokens","input_tokens":14,"output_tokens":101,"total_tokens":115,"input_token_details":{"text_tokens":0,"audio_tokens":14}}""", 14L, null)]
    [InlineData("""{"type":"duration","seconds":3.5}""", null, 3.5)]
    public void A_transcription_says_what_it_used_in_tokens_or_seconds(string usage, long? input, double? seconds)
    {
        var reader = new UpstreamReader(Session, new MessageIds("test"));
        reader.Read("""{"type":"session.updated","session":{"id":"s","audio":{"input":{"transcription":{"model":"gpt-transcribe"}}}}}"""u8.ToArray());
        var said = reader.Read(Encoding.UTF8.GetBytes($$$"""{"type":"conversation.item.input_audio_transcription.completed","item_id":"i","transcript":"hi","usage":{{{usage}}}}"""));
        var used = Assert.IsType<TranscriptCompleted>(Assert.IsType<UpstreamMessage.Recorded>(said).Event).Usage!;
        Assert.Equal(("gpt-transcribe", input, (decimal?)seconds), (used.Model, used.Tokens?.Input, used.Seconds));
    }

    [Theory]
    [InlineData("input_image", "image_url", "data:image/png;base64,iVBORw0KGgo=", "image/png")]
    [InlineData("input_file", "file_data", "data:application/pdf;base64,iVBORw0KGgo=", "application/pdf")]
    [InlineData("input_file", "file_data", "iVBORw0KGgo=", null)]
    [InlineData("input_audio", "audio", "iVBORw0KGgo=", null)]
    public void Media_become_a_reference(string part, string property, string content, string? type)
    {
        var item = Assert.IsType<ItemDone>(Event($$$"""{"type":"conversation.item.done","item":{"id":"i","content":[{"type":"{{{part}}}","{{{property}}}":"{{{content}}}","detail":"low"}]}}""")).Item;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String("iVBORw0KGgo=")));
        var typed = type is null ? "null" : $"\"{type}\"";
        Assert.Equal($$"""{"id":"i","content":[{"type":"{{part}}","{{property}}":{"sha256":"{{digest}}","type":{{typed}},"bytes":8},"detail":"low"}]}""",
            item.GetRawText());
    }

    [Theory]
    [InlineData("""{"type":"input_image","image_url":"https://example.org/a.png"}""")]
    [InlineData("""{"type":"input_text","text":"data:"}""")]
    [InlineData("""{"type":"output_audio","transcript":"yes"}""")]
    public void Everything_else_of_an_item_stays(string part) => Assert.Contains(part,
        Assert.IsType<ItemDone>(Event($$$"""{"type":"conversation.item.done","item":{"id":"i","content":[{{{part}}}]}}""")).Item.GetRawText(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"audio/pcm","rate":24000}""", 100L)]
    [InlineData("""{"type":"audio/pcm","rate":16000.0}""", 150L)]
    [InlineData("""{"type":"audio/pcm"}""", 100L)]
    [InlineData("""{"type":"audio/pcmu"}""", 600L)]
    [InlineData("""{"type":"audio/opus"}""", null)]
    [InlineData("""{"type":"audio/pcm","rate":"fast"}""", null)]
    [InlineData("null", 100L)]
    public void Audio_is_measured_by_its_format_both_ways(string format, long? milliseconds)
    {
        var codec = Sessions.TestCodec.Of(Session);
        codec.Decode(Encoding.UTF8.GetBytes($$$$"""{"type":"session.created","session":{"id":"s","audio":{"input":{"format":{{{{format}}}} },"output":{"format":{{{{format}}}} } } } }"""));
        var audio = Convert.ToBase64String(new byte[4_800]);
        Assert.Equal(milliseconds, codec.InputAudio(Encoding.UTF8.GetBytes($$"""{"type":"input_audio_buffer.append","audio":"{{audio}}"}"""))!.Value.Milliseconds);
        var delta = Encoding.UTF8.GetBytes($$"""{"type":"response.output_audio.delta","item_id":"i","content_index":0.0,"delta":"{{audio}}"}""");
        Assert.Equal(milliseconds, codec.OutputAudio(delta)!.Value.Milliseconds);
        Assert.Equal(new UpstreamMessage.Audio("i", 0, milliseconds), codec.Decode(delta));
    }

    static UpstreamMessage.ResponseOver Over(string response) =>
        Assert.IsType<UpstreamMessage.ResponseOver>(Read($$"""{"type":"response.done","response":{{response}} }"""));

    static UpstreamMessage Read(string message) =>
        new UpstreamReader(Session, new MessageIds("test")).Read(Encoding.UTF8.GetBytes(message));

    static SessionEvent Event(string message) => Assert.IsType<UpstreamMessage.Recorded>(Read(message)).Event;
}
