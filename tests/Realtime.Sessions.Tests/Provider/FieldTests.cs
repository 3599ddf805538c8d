using Realtime.Sessions.Provider;

namespace Realtime.Sessions.Tests.Provider;

/// <summary>Each field of the provider's session object: what it takes, and by which path it is refused.</summary>
public sealed class FieldTests
{
    /// <summary>The fields of type realtime, each with good and bad values.</summary>
    static readonly (string Path, string[] Good, string[] Bad)[] Fields =
    [
        ("model", ["\"gpt-realtime-2.1\"", "\"org/model:1\""], ["7", "null", "\"\"", "\"a model\"", "[]"]),
        ("output_modalities", ["[\"audio\"]", "[\"text\"]"], ["[]", "\"audio\"", "null", "[\"audio\",\"text\"]"]),
        ("output_modalities[0]", [], ["\"smell\"", "1"]),
        ("instructions", ["\"\"", "\"Be brief.\""], ["7", "null", "{}"]),
        ("include", ["[]", "null", "[\"item.input_audio_transcription.logprobs\"]"], ["{}", "\"logprobs\""]),
        ("include[0]", [], ["\"item.everything\""]),
        ("parallel_tool_calls", ["true", "false"], ["\"true\"", "1", "null"]),
        ("tool_choice", ["\"none\"", "\"auto\"", "\"required\""], ["\"perhaps\"", "7", "[]", "null"]),
        ("tool_choice.type", [], ["\"script\"", "3"]),
        ("reasoning", ["null", "{}", "{\"effort\":\"minimal\"}", "{\"effort\":\"xhigh\"}"], ["\"low\"", "[]"]),
        ("reasoning.effort", [], ["\"extreme\"", "3", "null"]),
        ("max_output_tokens", ["1", "4096", "12.0", "\"inf\""], ["0", "4097", "-1", "1.5", "\"many\"", "null", "1e9"]),
        ("prompt", ["null", "{\"id\":\"p\"}", "{\"id\":\"p\",\"version\":null,\"variables\":{\"a\":\"b\"}}"], ["\"p\"", "7"]),
        ("prompt.id", [], ["7", "\"\""]),
        ("tracing", ["\"auto\"", "null", "{\"workflow_name\":\"w\",\"group_id\":\"g\",\"metadata\":{\"a\":1}}"], ["\"on\"", "true"]),
        ("tracing.metadata", [], ["\"x\"", "[]"]),
        ("truncation", ["\"auto\"", "\"disabled\"", "{\"type\":\"retention_ratio\",\"retention_ratio\":0.5}"], ["\"on\"", "1", "null"]),
        ("audio", ["{}", "{\"input\":{},\"output\":{}}"], ["\"x\"", "null", "[]"]),
        ("audio.input", ["{}"], ["null", "7"]),
        ("audio.input.format", ["{\"type\":\"audio/pcm\"}", "{\"type\":\"audio/pcm\",\"rate\":24000}", "{\"type\":\"audio/pcmu\"}"],
            ["\"pcm16\"", "null"]),
        ("audio.input.format.type", [], ["\"audio/mp3\"", "1"]),
        ("audio.input.noise_reduction", ["null", "{\"type\":\"near_field\"}", "{\"type\":\"far_field\",\"strength\":0.5}"], ["\"far_field\""]),
        ("audio.input.noise_reduction.type", [], ["\"mid_field\"", "null"]),
        ("audio.input.transcription", ["null", "{}", "{\"model\":\"m\",\"language\":\"de\",\"prompt\":\"Names\"}"], ["\"whisper\"", "[]"]),
        ("audio.input.transcription.model", [], ["7", "\"\""]),
        ("audio.input.transcription.language", [], ["7", "\"\""]),
        ("audio.input.transcription.keywords", ["[]", "[\"Marten\"]"], ["\"Marten\"", "null"]),
        ("audio.input.transcription.keywords[0]", [], ["7", "\"\""]),
        ("audio.input.transcription.languages", ["[\"de\",\"en\"]"], ["\"de\""]),
        ("audio.input.transcription.delay", ["\"minimal\"", "\"xhigh\""], ["\"none\"", "3"]),
        ("audio.input.turn_detection", ["null", "{\"type\":\"server_vad\"}", "{\"type\":\"semantic_vad\",\"eagerness\":\"auto\"}"],
            ["\"server_vad\"", "false"]),
        ("audio.input.turn_detection.type", [], ["\"none\"", "null"]),
        ("audio.output.voice", ["\"marin\"", "{\"id\":\"voice_1\"}"], ["7", "null", "\"a voice\"", "[]"]),
        ("audio.output.voice.id", [], ["7", "\"\""]),
        ("audio.output.speed", ["0.25", "1", "1.5"], ["0.24", "1.51", "\"1\"", "null", "-1"]),
        ("audio.output.format.rate", [], ["8000", "24001", "\"24000\"", "24000.5"]),
    ];

    public static TheoryData<string, string> Good() => Data(field => field.Good);

    public static TheoryData<string, string> Bad() => Data(field => field.Bad);

    [Theory]
    [MemberData(nameof(Good))]
    public void A_value_in_range_is_taken(string path, string value) => Examined.Of(With(path, value)).MustBeGood();

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_value_of_the_wrong_kind_or_out_of_range_is_refused_by_its_path(string path, string value) =>
        Examined.Of(With(path, value)).MustBeRefused("session." + path);

    [Theory]
    [InlineData("threshold", "0", "1", "0.5")]
    [InlineData("prefix_padding_ms", "0", "300")]
    [InlineData("silence_duration_ms", "0", "500")]
    [InlineData("create_response", "true")]
    [InlineData("interrupt_response", "false")]
    [InlineData("idle_timeout_ms", "5000", "30000", "null")]
    public void Server_vad_takes(string field, params string[] values) =>
        Assert.All(values, value => Turns("server_vad", field, value).MustBeGood());

    [Theory]
    [InlineData("threshold", "-0.1", "1.1", "\"0.5\"", "null", "1e5")]
    [InlineData("prefix_padding_ms", "-1", "1.5", "\"300\"", "1e12")]
    [InlineData("silence_duration_ms", "-1", "null")]
    [InlineData("create_response", "1", "\"yes\"")]
    [InlineData("interrupt_response", "null")]
    [InlineData("idle_timeout_ms", "4999", "30001", "\"5000\"", "5000.5")]
    [InlineData("eagerness", "\"low\"")]
    public void Server_vad_refuses(string field, params string[] values) => Assert.All(values, value =>
        Turns("server_vad", field, value).MustBeRefused($"session.audio.input.turn_detection.{field}"));

    [Theory]
    [InlineData("eagerness", "\"extreme\"", "3", "null")]
    [InlineData("threshold", "0.5")]
    [InlineData("silence_duration_ms", "500")]
    [InlineData("prefix_padding_ms", "300")]
    [InlineData("idle_timeout_ms", "5000", "null")]
    [InlineData("create_response", "0")]
    public void Semantic_vad_refuses(string field, params string[] values) => Assert.All(values, value =>
        Turns("semantic_vad", field, value).MustBeRefused($"session.audio.input.turn_detection.{field}"));

    [Theory]
    [InlineData("""{"type":"retention_ratio"}""", "retention_ratio")]
    [InlineData("""{"retention_ratio":0.5}""", "type")]
    [InlineData("""{"type":"retention_ratio","retention_ratio":1.1}""", "retention_ratio")]
    [InlineData("""{"type":"retention_ratio","retention_ratio":0.5,"token_limits":{"post_instructions":-1}}""", "token_limits.post_instructions")]
    [InlineData("""{"type":"retention_ratio","retention_ratio":0.5,"token_limits":7}""", "token_limits")]
    public void A_truncation_is_refused_by_the_path_of_its_part(string truncation, string path) =>
        Examined.Of(With("truncation", truncation)).MustBeRefused($"session.truncation.{path}");

    [Theory]
    [InlineData("[]", "session")]
    [InlineData("null", "session")]
    [InlineData("\"realtime\"", "session")]
    [InlineData("{}", "session.type")]
    [InlineData("""{"model":"m"}""", "session.type")]
    [InlineData("""{"type":"live"}""", "session.type")]
    [InlineData("""{"type":7}""", "session.type")]
    public void It_is_an_object_that_names_its_type(string session, string path) => Examined.Of(session).MustBeRefused(path);

    [Theory]
    [InlineData("model", "\"m\"")]
    [InlineData("instructions", "\"x\"")]
    [InlineData("output_modalities", "[\"text\"]")]
    [InlineData("tools", "[]")]
    [InlineData("tool_choice", "\"auto\"")]
    [InlineData("reasoning", "null")]
    [InlineData("max_output_tokens", "1")]
    [InlineData("tracing", "null")]
    [InlineData("truncation", "\"auto\"")]
    [InlineData("prompt", "null")]
    public void A_transcription_session_has_no_fields_of_answers(string field, string value) =>
        Examined.Of($$"""{"type":"transcription","{{field}}":{{value}}}""").MustBeRefused($"session.{field}");

    [Fact]
    public void A_transcription_session_has_no_output() =>
        Examined.Of("""{"type":"transcription","audio":{"output":{"voice":"marin"}}}""").MustBeRefused("session.audio.output");

    [Fact]
    public void A_whole_transcription_session_is_taken()
    {
        var examined = Examined.Of(
            """
            {"type":"transcription","include":["item.input_audio_transcription.logprobs"],"audio":{"input":{"format":{"type":"audio/pcmu"},
             "noise_reduction":null,"turn_detection":null,"transcription":{"model":"gpt-realtime-whisper","delay":"low","language":"de"}}}}
            """);
        examined.MustBeGood();
        Assert.True(examined.Given!.Rest!.IsTranscription);
    }

    static Examined Turns(string type, string field, string value) =>
        Examined.Of(With("audio.input.turn_detection", $$"""{"type":"{{type}}","{{field}}":{{value}}}"""));

    static TheoryData<string, string> Data(Func<(string Path, string[] Good, string[] Bad), string[]> values)
    {
        var data = new TheoryData<string, string>();
        foreach (var field in Fields)
        {
            foreach (var value in values(field)) data.Add(field.Path, value);
        }

        return data;
    }

    /// <summary>An object with one value at a path; fields that must accompany it are there.</summary>
    static string With(string path, string value)
    {
        var steps = path.Replace("[0]", ".[0]", StringComparison.Ordinal).Split('.');
        for (var at = steps.Length - 1; at > 0; at--) value = steps[at] == "[0]" ? $"[{value}]" : $$"""{"{{steps[at]}}":{{value}}{{Companion(steps, at)}}}""";
        return $$"""{"type":"{{SessionObject.Realtime}}","{{steps[0]}}":{{value}}}""";
    }

    static string Companion(string[] steps, int at) => (steps[at - 1], steps[at]) switch
    {
        ("format", "rate") => ",\"type\":\"audio/pcm\"",
        _ => "",
    };
}
