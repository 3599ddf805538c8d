using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Live.Tests.Stack;
using Realtime.Testing.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>
/// All 46 events of the provider and all 11 of its clients, through a live socket: each goes on unchanged, and the log has what
/// docs/events.md says.
/// </summary>
[Collection(LiveServices.Name)]
public sealed class ProtocolTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    /// <summary>An event of the provider, and the types of the log's events that it causes.</summary>
    static readonly (string Event, string[] Log)[] Server =
    [
        ("""{"type":"session.created","event_id":"e","session":{"id":"sess_1","type":"realtime","expires_at":4000000000}}""", []),
        ("""{"type":"session.updated","event_id":"e","session":{"id":"sess_1","type":"realtime","instructions":"new"}}""", ["upstream_configured"]),
        ("""{"type":"conversation.created","event_id":"e","conversation":{"id":"conv_1"}}""", []),
        ("""{"type":"input_audio_buffer.speech_started","event_id":"e","audio_start_ms":0,"item_id":"u1"}""", ["speech_started"]),
        ("""{"type":"input_audio_buffer.speech_stopped","event_id":"e","audio_end_ms":900.0,"item_id":"u1"}""", ["speech_stopped"]),
        ("""{"type":"input_audio_buffer.timeout_triggered","event_id":"e","audio_start_ms":0,"audio_end_ms":900,"item_id":"u1"}""", ["input_timed_out"]),
        ("""{"type":"input_audio_buffer.dtmf_event_received","event":"#","received_at":1790000000}""", ["dtmf_received"]),
        ("""{"type":"input_audio_buffer.committed","event_id":"e","previous_item_id":null,"item_id":"u1"}""", []),
        ("""{"type":"input_audio_buffer.cleared","event_id":"e"}""", []),
        ("""{"type":"conversation.item.added","event_id":"e","previous_item_id":null,"item":{"id":"u1","type":"message","role":"user","content":[]}}""", ["item_added"]),
        ("""{"type":"conversation.item.created","event_id":"e","previous_item_id":"u1","item":{"id":"u2","type":"message","role":"user","content":[]}}""", ["item_added"]),
        ("""{"type":"conversation.item.done","event_id":"e","previous_item_id":null,"item":{"id":"u1","type":"message","role":"user","content":[]}}""", ["item_done"]),
        ("""{"type":"conversation.item.retrieved","event_id":"e","item":{"id":"u1","type":"message","role":"user","content":[]}}""", []),
        ("""{"type":"conversation.item.input_audio_transcription.delta","event_id":"e","item_id":"u1","content_index":0,"delta":"he"}""", ["transcript_delta"]),
        ("""{"type":"conversation.item.input_audio_transcription.segment","event_id":"e","item_id":"u1","content_index":0,"id":"s1","text":"hello","speaker":"A","start":0,"end":0.9}""", ["speaker_segment"]),
        ("""{"type":"conversation.item.input_audio_transcription.completed","event_id":"e","item_id":"u1","content_index":0,"transcript":"hello","usage":{"type":"duration","seconds":1}}""", ["transcript_completed"]),
        ("""{"type":"conversation.item.input_audio_transcription.failed","event_id":"e","item_id":"u2","content_index":0,"error":{"type":"transcription_error","code":"audio_unintelligible","message":"m"}}""", ["transcription_failed"]),
        ("""{"type":"response.created","event_id":"e","response":{"id":"r1","conversation_id":"conv_1","status":"in_progress"}}""", ["response_started"]),
        ("""{"type":"rate_limits.updated","event_id":"e","rate_limits":[{"name":"tokens","limit":100,"remaining":90,"reset_seconds":1.5}]}""", ["rate_limits_changed"]),
        ("""{"type":"response.output_item.added","event_id":"e","response_id":"r1","output_index":0,"item":{"id":"a1","type":"message"}}""", []),
        ("""{"type":"response.content_part.added","event_id":"e","response_id":"r1","item_id":"a1","output_index":0,"content_index":0,"part":{"type":"text","text":""}}""", []),
        ("""{"type":"response.output_text.delta","event_id":"e","response_id":"r1","item_id":"a1","output_index":0,"content_index":0,"delta":"ye"}""", ["transcript_delta"]),
        ("""{"type":"response.output_text.done","event_id":"e","response_id":"r1","item_id":"a1","output_index":0,"content_index":0,"text":"yes"}""", ["transcript_completed"]),
        ("""{"type":"response.output_audio.delta","event_id":"e","response_id":"r1","item_id":"a1","output_index":0,"content_index":1,"delta":"AAAAAAAA"}""", []),
        ("""{"type":"output_audio_buffer.started","event_id":"e","response_id":"r1"}""", []),
        ("""{"type":"response.output_audio_transcript.delta","event_id":"e","response_id":"r1","item_id":"a1","output_index":0,"content_index":1,"delta":"ye"}""", ["transcript_delta"]),
        ("""{"type":"response.output_audio_transcript.done","event_id":"e","response_id":"r1","item_id":"a1","output_index":0,"content_index":1,"transcript":"yes"}""", ["transcript_completed"]),
        ("""{"type":"response.output_audio.done","event_id":"e","response_id":"r1","item_id":"a1","output_index":0,"content_index":1}""", []),
        ("""{"type":"output_audio_buffer.stopped","event_id":"e","response_id":"r1"}""", []),
        ("""{"type":"output_audio_buffer.cleared","event_id":"e","response_id":"r1"}""", []),
        ("""{"type":"response.content_part.done","event_id":"e","response_id":"r1","item_id":"a1","output_index":0,"content_index":0,"part":{"type":"text","text":"yes"}}""", []),
        ("""{"type":"response.function_call_arguments.delta","event_id":"e","response_id":"r1","item_id":"a2","output_index":1,"call_id":"c1","delta":"{}"}""", []),
        ("""{"type":"response.function_call_arguments.done","event_id":"e","response_id":"r1","item_id":"a2","output_index":1,"call_id":"c1","name":"look_up","arguments":"{}"}""", []),
        ("""{"type":"response.output_item.done","event_id":"e","response_id":"r1","output_index":1,"item":{"id":"a2","type":"function_call","call_id":"c1","name":"look_up","arguments":"{}"}}""", []),
        ("""{"type":"mcp_list_tools.in_progress","event_id":"e","item_id":"m1"}""", ["mcp_list_changed"]),
        ("""{"type":"mcp_list_tools.completed","event_id":"e","item_id":"m1"}""", ["mcp_list_changed"]),
        ("""{"type":"mcp_list_tools.failed","event_id":"e","item_id":"m2"}""", ["mcp_list_changed"]),
        ("""{"type":"response.mcp_call_arguments.delta","event_id":"e","response_id":"r1","item_id":"m3","output_index":2,"delta":"{}","obfuscation":"x"}""", []),
        ("""{"type":"response.mcp_call_arguments.done","event_id":"e","response_id":"r1","item_id":"m3","output_index":2,"arguments":"{}"}""", []),
        ("""{"type":"response.mcp_call.in_progress","event_id":"e","item_id":"m3","output_index":2}""", ["mcp_call_changed"]),
        ("""{"type":"response.mcp_call.completed","event_id":"e","item_id":"m3","output_index":2}""", ["mcp_call_changed"]),
        ("""{"type":"response.mcp_call.failed","event_id":"e","item_id":"m4","output_index":3}""", ["mcp_call_changed"]),
        ("""{"type":"response.done","event_id":"e","response":{"id":"r1","conversation_id":"conv_1","status":"completed","usage":{"input_tokens":7,"output_tokens":5}}}""", ["handoff_requested", "response_done"]),
        ("""{"type":"conversation.item.truncated","event_id":"e","item_id":"a1","content_index":1,"audio_end_ms":1}""", ["item_truncated"]),
        ("""{"type":"conversation.item.deleted","event_id":"e","item_id":"u2"}""", ["item_deleted"]),
        ("""{"type":"error","event_id":"e","error":{"type":"invalid_request_error","code":"invalid_value","message":"m","param":null,"event_id":"theirs"}}""", ["upstream_warned"]),
    ];

    static readonly string[] Client =
    [
        """{"type":"session.update","event_id":"c1","session":{"type":"realtime","instructions":"Be brief."}}""",
        """{"type":"input_audio_buffer.append","event_id":"c2","audio":"AAAA"}""",
        """{"type":"input_audio_buffer.commit","event_id":"c3"}""",
        """{"type":"input_audio_buffer.clear","event_id":"c4"}""",
        """{"type":"output_audio_buffer.clear","event_id":"c5"}""",
        """{"type":"conversation.item.create","event_id":"c6","previous_item_id":"root","item":{"id":"u9","type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}}""",
        """{"type":"conversation.item.retrieve","event_id":"c7","item_id":"u9"}""",
        """{"type":"conversation.item.truncate","event_id":"c8","item_id":"a9","content_index":0,"audio_end_ms":5}""",
        """{"type":"conversation.item.delete","event_id":"c9","item_id":"u9"}""",
        """{"type":"response.create","event_id":"c10","response":{"conversation":"none","input":[],"metadata":{"a":"b"}}}""",
        """{"type":"response.cancel","event_id":"c11","response_id":"r9"}""",
    ];

    [Fact]
    public async Task Every_event_of_the_provider_reaches_the_client_unchanged_and_the_log_has_what_the_docs_say()
    {
        Assert.Equal(46, Server.Select(sent => Type(sent.Event)).Distinct().Count());
        await using var client = await Drive("script");
        await client.Until("session.updated");
        await Upstream.Say(client.Session, [.. Server.Select(sent => sent.Event), """{"type":"nobody.knows"}"""]);
        await client.Until("nobody.knows");

        var live = client.Seen.Where(m => !m.IsEnvelope).SkipWhile(m => m.Type != "session.updated").Skip(1).SkipLast(1).ToList();
        Assert.Equal(Server.Select(sent => Type(sent.Event)), live.Select(m => m.Type));
        Assert.All(Server.Zip(live), pair =>
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(pair.First.Event), JsonNode.Parse(pair.Second.Json.GetRawText())), pair.First.Event));

        await client.Close();
        var log = await OverHttp(client).Ended();
        Assert.Equal(Server.SelectMany(sent => sent.Log), log.SkipWhile(e => e.Type != "upstream_configured").Skip(1).SkipLast(1).Select(e => e.Type));
        Assert.Equal(1, log.End().Data.GetProperty("totals").GetProperty("messagesIgnored").GetInt32());
    }

    [Fact]
    public async Task Every_event_of_a_client_reaches_the_provider_unchanged()
    {
        await using var client = await Drive("script");
        await client.Until("session.updated");
        foreach (var message in Client) await client.Send(message);
        await client.Until("session.updated");

        IReadOnlyDictionary<string, long> received = new Dictionary<string, long>();
        await Patience.Until(async () => (received = (await Upstream.Connection(client.Session)).Received).ContainsKey("response.cancel"),
            "the last message at the provider");
        Assert.Empty(Client.Select(Type).Except(received.Keys));
        var told = (await Upstream.Messages(client.Session)).Select(m => JsonNode.Parse(m.GetRawText())).ToList();
        Assert.All(Client.Where(message => Type(message) != "input_audio_buffer.append"), message =>
            Assert.Contains(told, other => JsonNode.DeepEquals(other, JsonNode.Parse(message))));
    }

    static string Type(string message) => JsonSerializer.Deserialize<JsonElement>(message).GetProperty("type").GetString()!;
}
