using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;
using Realtime.Sessions.Provider;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>A session's configuration as upstream confirms it: on the record, and restored on a new transport.</summary>
public sealed class ConfigurationTests
{
    static readonly Guid Session = Guid.CreateVersion7();

    const string Driven =
        """
        {"type":"realtime","object":"realtime.session","id":"sess_1","model":"sim","expires_at":1,"instructions":"Be brief.","output_modalities":["text"],
         "tools":[{"type":"function","name":"weather","parameters":{"type":"object","properties":{"headers":{"type":"string"}}}}],"tool_choice":"auto",
         "max_output_tokens":"inf","tracing":null,"prompt":null,"include":null,
         "audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"transcription":null,"turn_detection":null},
                  "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"marin","speed":1.0}}}
        """;

    [Fact]
    public void The_configuration_in_force_overlays_the_starts_and_omits_read_only_fields() => Equal(
        """
        {"type":"session.update","event_id":"realtime_test_configuration","session":{"type":"realtime","instructions":"Be brief.","output_modalities":["text"],
         "tools":[{"type":"function","name":"weather","parameters":{"type":"object","properties":{"headers":{"type":"string"}}}}],"tool_choice":"auto",
         "max_output_tokens":"inf",
         "audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"transcription":null,"turn_detection":null},
                  "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"marin","speed":1.0}}}}
        """,
        Restored(Driven, new SessionOptions("sim", "cedar", "Be long.")));

    [Fact]
    public void A_field_that_the_provider_does_not_repeat_stays_as_the_start_set_it()
    {
        var restored = Restored("""{"id":"s","tools":[]}""", new SessionOptions("sim", "cedar", "Be long.", Driver: SessionDriver.Live));
        Equal("""{"type":"realtime","instructions":"Be long.","audio":{"output":{"voice":"cedar"}},"tools":[]}""", restored["session"]!);
    }

    [Fact]
    public void A_turn_detection_is_restored_without_its_nulls()
    {
        var restored = Restored("""{"audio":{"input":{"turn_detection":{"type":"server_vad","idle_timeout_ms":null}}}}""", new SessionOptions("sim", Driver: SessionDriver.Live));
        Equal("""{"input":{"turn_detection":{"type":"server_vad"}}}""", restored["session"]!["audio"]!);
    }

    [Fact]
    public void Secrets_are_never_recorded_and_the_record_names_them_as_missing()
    {
        var configured = Recorded("""{"id":"s","client_secret":{"value":"x"},"tools":[{"type":"function"},{"type":"mcp","server_label":"m","authorization":"x","headers":{"a":"x"}},{"type":"mcp","authorization":null}]}""");
        Assert.Equal("""{"id":"s","tools":[{"type":"function"},{"type":"mcp","server_label":"m"},{"type":"mcp"}]}""", configured.Configuration.GetRawText());
        Assert.Equal(["configuration: tools[1].authorization", "configuration: tools[1].headers"], Configuration.NotRestored(configured));
    }

    [Fact]
    public void Secrets_of_the_start_are_restored_to_the_server_that_they_are_for()
    {
        const string docs = """{"type":"mcp","server_label":"docs","server_url":"https://docs.example"}""";
        const string thief = """{"type":"mcp","server_label":"docs","server_url":"https://thief.example"}""";
        var start = Start($$"""{"type":"realtime","tools":[{"type":"function","name":"f"},{{docs[..^1]}},"authorization":"s3cret"}]}""");
        var same = Recorded($$"""{"tools":[{{docs[..^1]}},"authorization":"s3cret"}]}""");
        Equal($$"""[{{docs[..^1]}},"authorization":"s3cret"}]""", Restored(same, start)["session"]!["tools"]!);
        Assert.Empty(Configuration.NotRestored(same, start.Session));

        var other = Recorded($$"""{"tools":[{{thief[..^1]}},"authorization":"theirs"}]}""");
        Equal($"[{thief}]", Restored(other, start)["session"]!["tools"]!);
        Assert.Equal(["configuration: tools[0].authorization"], Configuration.NotRestored(other, start.Session));
    }

    [Fact]
    public void The_object_of_a_start_overlays_our_defaults_field_by_field() => Equal(
        """
        {"type":"realtime","output_modalities":["audio"],"foo":1,"audio":{
          "input":{"format":{"type":"audio/pcmu"},"transcription":{"language":"de","model":"whisper"},"turn_detection":null},
          "output":{"format":{"type":"audio/pcm","rate":24000},"voice":{"id":"v"}}}}
        """,
        First(Start(
            """
            {"type":"realtime","foo":1,"audio":{"input":{"format":{"type":"audio/pcmu"},"transcription":{"language":"de"},"turn_detection":null},
             "output":{"voice":{"id":"v"}}}}
            """))["session"]!);

    [Fact]
    public void A_live_driver_s_start_says_only_what_its_object_says() => Equal(
        """{"type":"realtime","instructions":"Be brief.","audio":{"input":{"turn_detection":{"type":"semantic_vad"}}}}""",
        First(Start("""{"type":"realtime","audio":{"input":{"turn_detection":{"type":"semantic_vad"}}}}""")
            with { Driver = SessionDriver.Live, Instructions = "Be brief." })["session"]!);

    [Theory]
    [InlineData("gpt-transcribe", """{"type":"server_vad"}""")]
    [InlineData("gpt-live-transcribe", "null")]
    public void A_transcription_session_has_no_answers_and_the_turns_that_its_model_takes(string model, string turns)
    {
        const string template =
            """
            {"type":"transcription","audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"transcription":{"model":"$"},"turn_detection":?}}}
            """;
        var given = """{"type":"transcription","audio":{"input":{"transcription":{"model":"$"}}}}""".Replace("$", model, StringComparison.Ordinal);
        Equal(template.Replace("$", model, StringComparison.Ordinal).Replace("?", turns, StringComparison.Ordinal),
            First(Start(given))["session"]!);
    }

    static SessionOptions Start(string session) =>
        new("sim") { Session = new SessionObject(JsonSerializer.Deserialize<JsonElement>(session)) };

    static JsonNode First(SessionOptions start) => JsonNode.Parse(Update(start).Span)!;

    static ReadOnlyMemory<byte> Update(SessionOptions start) =>
        StartConfiguration.Of(new UpstreamWriter(new MessageIds("test")).SessionUpdate(start, "whisper"), start.Session);

    static JsonNode Restored(UpstreamConfigured configured, SessionOptions start) =>
        JsonNode.Parse(Configuration.Restore(configured, Update(start)).Span)!;

    [Fact]
    public void A_too_large_part_is_left_out_and_named()
    {
        var configured = Recorded($$"""{"id":"s","instructions":"short","tools":["{{new string('t', 300_000)}}"]}""");
        Assert.Equal("""{"id":"s","instructions":"short"}""", configured.Configuration.GetRawText());
        Assert.Equal(["configuration: tools"], Configuration.NotRestored(configured));
    }

    [Fact]
    public void A_part_that_cannot_be_set_is_named() =>
        Assert.Equal(["configuration: mood"], Configuration.NotRestored(Recorded("""{"id":"s","mood":"good","temper":null}""")));

    [Fact]
    public void Instructions_of_the_start_are_in_the_log_already()
    {
        Assert.Null(Recorded(Driven, "Be brief.").Configuration.Text("instructions"));
        Assert.Equal("Be brief.", Recorded(Driven, "Be long.").Configuration.Text("instructions"));
    }

    [Theory]
    [InlineData("session.audio.output.voice", "session.audio.output.voice")]
    [InlineData("session.tools[2].name", "session.tools")]
    [InlineData("session.instructions", null)]
    [InlineData("session.output_modalities", null)]
    [InlineData("session", null)]
    [InlineData(null, null)]
    public void A_session_can_do_without_some_fields(string? refused, string? field) =>
        Assert.Equal(field, Configuration.Dispensable(refused));

    [Fact]
    public void A_refused_field_is_left_out_and_nothing_else()
    {
        var update = new UpstreamWriter(new MessageIds("test"))
            .SessionUpdate(new SessionOptions("m", "verse", "Be brief.", Driver: SessionDriver.Live), "whisper");
        Equal(
            """{"type":"session.update","event_id":"realtime_test_configuration","session":{"type":"realtime","instructions":"Be brief.","audio":{"output":{}}}}""",
            JsonNode.Parse(Configuration.Without(update, ["session.audio.output.voice", "session.audio.input.transcription"]).Span)!);
    }

    static JsonNode Restored(string told, SessionOptions options) =>
        JsonNode.Parse(Configuration.Restore(Recorded(told), new UpstreamWriter(new MessageIds("test")).SessionUpdate(options, "whisper"))
            .Span)!;

    static UpstreamConfigured Recorded(string told, string? instructions = null) =>
        Configuration.Recorded(Session, JsonSerializer.Deserialize<JsonElement>(told), instructions);

    static void Equal(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
