using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions.Provider;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>The messages of the holder of a client secret, after its pins.</summary>
public sealed class HolderMessagesTests
{
    static readonly Pins Pinned = Pins.Of(
        new SessionOptions("m", "verse", "Be brief.") { Session = new SessionObject(JsonSerializer.Deserialize<JsonElement>(
            """{"type":"realtime","tools":[],"audio":{"input":{"format":{"type":"audio/pcmu"}}}}""")) }, mayChange: null, hidesModel: true);

    [Theory]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AAAA"}""")]
    [InlineData("""{"event_id":"e","audio":"AAAA","type":"input_audio_buffer.append"}""")]
    [InlineData("""{"type":"response.create"}""")]
    [InlineData("""{"type":"response.create","response":{"metadata":{"a":"b"},"conversation":"none","input":[]}}""")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","tool_choice":"none","audio":{"output":{"speed":1.1}}}}""")]
    [InlineData("""{"type":"conversation.item.create","item":{"type":"message","instructions":"mine"}}""")]
    public void What_is_free_passes_unchanged(string message)
    {
        var (forward, error) = Taken(message);
        Assert.Equal(message, Encoding.UTF8.GetString(forward!.Value.Span));
        Assert.Null(error);
    }

    [Theory]
    [InlineData("session", """{"instructions":"x"}""", "{}", "session.instructions")]
    [InlineData("session", """{"type":"realtime","instructions":"x","tool_choice":"none"}""", """{"type":"realtime","tool_choice":"none"}""", "session.instructions")]
    [InlineData("session", """{"tools":[]}""", "{}", "session.tools")]
    [InlineData("session", """{"model":"other"}""", "{}", "session.model")]
    [InlineData("session", """{"prompt":{"id":"p"}}""", "{}", "session.prompt")]
    [InlineData("session", """{"unheard_of":1}""", "{}", "session.unheard_of")]
    [InlineData("session", """{"audio":null}""", "{}", "session.audio")]
    [InlineData("session", """{"audio":{"output":{"voice":"marin","speed":1}}}""", """{"audio":{"output":{"speed":1}}}""", "session.audio.output.voice")]
    [InlineData("session", """{"audio":{"output":null,"middle":{}}}""", """{"audio":{}}""", "session.audio.output")]
    [InlineData("response", """{"instructions":"x","metadata":{}}""", """{"metadata":{}}""", "response.instructions")]
    [InlineData("response", """{"audio":{"output":{"voice":"marin"}}}""", """{"audio":{"output":{}}}""", "response.audio.output.voice")]
    public void What_is_pinned_is_taken_out_and_named(string part, string given, string left, string param)
    {
        var type = part == "session" ? "session.update" : "response.create";
        var (forward, error) = Taken($$"""{"type":"{{type}}","event_id":"e","{{part}}":{{given}}}""");
        Assert.Equal(left, JsonNode.Parse(forward!.Value.Span)![part]!.ToJsonString());
        var told = JsonNode.Parse(error)!["error"]!;
        Assert.Equal(("fixed_by_client_secret", param, "e"), ((string?)told["code"], (string?)told["param"], (string?)told["event_id"]));
    }

    [Theory]
    [InlineData("""{"type":"input_audio_buffer.append","type":"session.update","audio":"AAAA","session":{"instructions":"x"}}""")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AAAA","\u0074ype":"session.update","session":{"instructions":"x"}}""")]
    [InlineData("""{"type":"session.update","session":{},"session":{"instructions":"x"}}""")]
    [InlineData("""{"type":"session.update","session":{"instructions":"x","\u0069nstructions":"y"}}""")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AAAA"}{"type":"session.update"}""")]
    [InlineData("""{"type":"session.\u0075pdate2"}""")]
    [InlineData("""{"type":"transcription_session.update","session":{}}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"type\":")]
    public void What_may_be_read_in_two_ways_or_not_at_all_is_refused(string message)
    {
        var (forward, error) = Taken(message);
        Assert.Null(forward);
        Assert.Equal("invalid_event", (string?)JsonNode.Parse(error)!["error"]!["code"]);
    }

    [Fact]
    public void An_escaped_type_is_read_as_the_provider_reads_it() =>
        Assert.Equal("""{"type":"session.update","session":{}}""",
            JsonNode.Parse(Taken("""{"type":"session.\u0075pdate","session":{"instructions":"x"}}""").Forward!.Value.Span)!.ToJsonString());

    [Fact]
    public void Configurations_are_told_without_what_is_pinned_and_secrets_to_nobody()
    {
        var message = Encoding.UTF8.GetBytes(
            """
            {"type":"session.updated","session":{"id":"s","type":"realtime","model":"m","instructions":"Be brief.","output_modalities":["audio"],"speed_of_light":1,
             "tools":[{"type":"mcp","server_label":"d","authorization":"s3cret","headers":{"a":"b"}}],"tool_choice":"auto",
             "audio":{"input":{"format":{"type":"audio/pcmu"}},"output":{"voice":"verse","speed":1}}}}
            """);
        Assert.Equal(
            """{"id":"s","type":"realtime","output_modalities":["audio"],"tool_choice":"auto","audio":{"input":{"format":{"type":"audio/pcmu"}},"output":{"speed":1}}}""",
            JsonNode.Parse(HolderMessages.ToClient(message, Pinned))!["session"]!.ToJsonString());
        var others = JsonNode.Parse(HolderMessages.ToClient(message, pins: null))!["session"]!;
        Assert.Equal("""[{"type":"mcp","server_label":"d"}]""", others["tools"]!.ToJsonString());
        Assert.Equal("Be brief.", (string?)others["instructions"]);
    }

    [Theory]
    [InlineData("""{"type":"response.done","response":{}}""")]
    [InlineData("""{"type":"session.updated"}""")]
    [InlineData("not JSON")]
    public void Other_messages_are_told_unchanged(string message) =>
        Assert.Null(HolderMessages.ToClient(Encoding.UTF8.GetBytes(message), Pinned));

    [Fact]
    public void A_configuration_that_cannot_be_read_is_not_told() =>
        Assert.Equal("""{"type":"session.updated"}""", Encoding.UTF8.GetString(HolderMessages.ToClient(
            """{"type":"session.updated","session":{"instructions":"Be brief.","instructions":"Be long."}}"""u8, Pinned)!));

    [Fact]
    public void Pins_survive_their_way_to_the_worker()
    {
        var read = Pins.Parse(Pinned.ToString());
        Assert.True(read.Changes.SetEquals(Pinned.Changes) && read.Hides.SetEquals(Pinned.Hides));
        Assert.Empty(Pins.Parse("garbage").Changes);
        Assert.Equal(["audio.output.format", "audio.output.speed", "audio.output.voice", "tools"],
            Pins.Of(new SessionOptions("m"), ["tools", "audio.output"], hidesModel: false).Changes.Order());
    }

    static (ReadOnlyMemory<byte>? Forward, byte[]? Error) Taken(string message)
    {
        var (forward, error) = HolderMessages.FromHolder(Encoding.UTF8.GetBytes(message), Pinned);
        return (forward, error);
    }
}
