using Realtime.Sessions.Provider;

namespace Realtime.Sessions.Tests.Provider;

/// <summary>What concerns the whole object: its form, combinations of fields, unknown fields, and its parts.</summary>
public sealed class WholeObjectTests
{
    static readonly string Megabyte = new('x', 1_000_000);

    /// <summary>Places for a text, known and unknown.</summary>
    public static TheoryData<string, string> Texts() => new()
    {
        { """{"type":"realtime","instructions":"$"}""", "session.instructions" },
        { """{"type":"$"}""", "session.type" },
        { """{"type":"realtime","model":"$"}""", "session.model" },
        { """{"type":"realtime","foo":{"bar":["$"]}}""", "session.foo.bar[0]" },
        { """{"type":"realtime","audio":{"output":{"voice":{"id":"$"}}}}""", "session.audio.output.voice.id" },
        { """{"type":"realtime","audio":{"input":{"transcription":{"prompt":"$"}}}}""", "session.audio.input.transcription.prompt" },
        { """{"type":"realtime","tools":[{"type":"function","name":"f","description":"$"}]}""", "session.tools[0].description" },
        { """{"type":"realtime","tools":[{"type":"function","name":"f","parameters":{"a":"$"}}]}""", "session.tools[0].parameters.a" },
        { """{"type":"realtime","tools":[{"type":"mcp","server_label":"l","server_url":"https://a","headers":{"a":"$"}}]}""",
            "session.tools[0].headers.a" },
        { """{"type":"realtime","prompt":{"id":"p","variables":{"a":"$"}}}""", "session.prompt.variables.a" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_of_a_megabyte_is_refused_by_its_path(string session, string path)
    {
        var errors = Examined.Of(session.Replace("$", Megabyte, StringComparison.Ordinal)).Found.Errors;
        Assert.Contains(path, errors.Keys);
        Assert.All(errors.Keys, key => Assert.Contains(key, (string[])[path, "session"]));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_the_log_cannot_store_is_refused_by_its_path(string session, string path)
    {
        foreach (var text in (string[])["a\\u0000b", "\\ud800", "\\udc00x"])
            Examined.Of(session.Replace("$", text, StringComparison.Ordinal)).MustBeRefused(path);
    }

    [Theory]
    [InlineData("""{"type":"realtime","type":"realtime"}""", "session.type")]
    [InlineData("""{"type":"realtime","instructions":"a","instructions":"a"}""", "session.instructions")]
    [InlineData("""{"type":"realtime","audio":{"output":{"speed":1,"speed":1}}}""", "session.audio.output.speed")]
    [InlineData("""{"type":"realtime","tools":[{"type":"function","name":"f","parameters":{"a":{},"a":{}}}]}""", "session.tools[0].parameters.a")]
    [InlineData("""{"type":"realtime","foo":{"a":1,"\u0061":2}}""", "session.foo.a")]
    public void A_doubled_field_is_refused_by_its_path(string session, string path) => Examined.Of(session).MustBeRefused(path);

    [Theory]
    [InlineData("""{"type":"realtime","a\u0000b":1}""", "session[\"a\\u0000b\"]")]
    [InlineData("""{"type":"realtime","\ud800":1}""", "session")]
    [InlineData("""{"type":"realtime","foo":1e999}""", "session.foo")]
    [InlineData("""{"type":"realtime","foo":1e-9999}""", "session.foo")]
    [InlineData("""{"type":"realtime","foo":1111111111111111111111111111111111111}""", "session.foo")]
    public void What_cannot_be_stored_is_refused_by_its_path(string session, string path) => Examined.Of(session).MustBeRefused(path);

    [Fact]
    public void A_name_of_a_megabyte_is_cut_in_its_path()
    {
        var path = Assert.Single(Examined.Of($$$"""{"type":"realtime","foo":{"{{{new string('n', 1_000)}}}":1}}""").Found.Errors).Key;
        Assert.Equal($"session.foo[\"{new string('n', 64)}…\"]", path);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40));
        Assert.StartsWith("session.foo[0]", Assert.Single(Examined.Of($$"""{"type":"realtime","foo":{{deep}}}""").Found.Errors).Key,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Many_good_parts_may_be_too_many_together()
    {
        var tools = string.Join(',', Enumerable.Range(0, 20)
            .Select(n => $$"""{"type":"function","name":"f{{n}}","description":"{{new string('d', 20_000)}}"}"""));
        Examined.Of($$"""{"type":"realtime","tools":[{{tools}}]}""").MustBeRefused("session");
    }

    [Fact]
    public void Refusals_are_bounded()
    {
        var bad = string.Join(',', Enumerable.Range(0, 500).Select(n => $"\"f{n}\":\"\\u0000\""));
        Assert.InRange(Examined.Of($$"""{"type":"realtime",{{bad}}}""").Found.Errors.Count, 2, 33);
    }

    [Fact]
    public void Unknown_fields_pass_and_are_named()
    {
        var examined = Examined.Of(
            """
            {"type":"realtime","foo":1,"audio":{"input":{"mic":true,"turn_detection":{"type":"server_vad","mood":1}},"middle":{}},
             "tools":[{"type":"function","name":"f","strict":true}]}
            """);
        examined.MustBeGood("session.foo", "session.audio.input.mic", "session.audio.input.turn_detection.mood", "session.audio.middle",
            "session.tools[0].strict");
        Assert.Equal(1, examined.Given!.Rest!.Json.GetProperty("foo").GetInt32());
    }

    [Fact]
    public void Too_many_unknown_fields_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(0, 65).Select(n => $"\"f{n}\":1"));
        Examined.Of($$"""{"type":"realtime",{{many}}}""").MustBeRefused("session.f64");
    }

    [Theory]
    [InlineData("""{"type":"realtime","model":"gpt-realtime","reasoning":{"effort":"low"}}""", "session.reasoning")]
    [InlineData("""{"type":"realtime","model":"gpt-realtime-mini-2025-10-06","parallel_tool_calls":true}""", "session.parallel_tool_calls")]
    [InlineData("""{"type":"realtime","model":"gpt-realtime-2.1","parallel_tool_calls":true}""", null)]
    [InlineData("""{"type":"realtime","model":"our-deployment","reasoning":{"effort":"low"}}""", null)]
    [InlineData("""{"type":"realtime","audio":{"input":{"transcription":{"model":"whisper-1","keywords":[]}}}}""", "session.audio.input.transcription.keywords")]
    [InlineData("""{"type":"realtime","audio":{"input":{"transcription":{"model":"gpt-4o-transcribe","languages":["de"]}}}}""", "session.audio.input.transcription.languages")]
    [InlineData("""{"type":"realtime","audio":{"input":{"transcription":{"model":"gpt-transcribe","delay":"low"}}}}""", "session.audio.input.transcription.delay")]
    [InlineData("""{"type":"realtime","audio":{"input":{"transcription":{"model":"gpt-realtime-whisper","prompt":"x"}}}}""", "session.audio.input.transcription.prompt")]
    [InlineData("""{"type":"realtime","audio":{"input":{"transcription":{"model":"gpt-transcribe","keywords":["x"],"languages":["de"]}}}}""", null)]
    [InlineData("""{"type":"transcription","audio":{"input":{"transcription":{"model":"gpt-live-transcribe"},"turn_detection":{"type":"server_vad"}}}}""", "session.audio.input.turn_detection")]
    [InlineData("""{"type":"transcription","audio":{"input":{"transcription":{"model":"gpt-live-transcribe"},"turn_detection":null}}}""", null)]
    [InlineData("""{"type":"realtime","audio":{"input":{"transcription":{"model":"gpt-live-transcribe"},"turn_detection":{"type":"server_vad"}}}}""", null)]
    [InlineData("""{"type":"realtime","audio":{"input":{"format":{"type":"audio/pcmu","rate":8000}}}}""", "session.audio.input.format.rate")]
    public void A_combination_that_the_provider_refuses_is_refused(string session, string? path)
    {
        if (path is null) Examined.Of(session).MustBeGood();
        else Examined.Of(session).MustBeRefused(path);
    }

    [Fact]
    public void Its_parts_go_where_the_short_fields_go()
    {
        var given = Examined.Of(
            """
            {"type":"realtime","model":"m","instructions":"Be brief.","output_modalities":["text"],"audio":{"output":{"voice":"marin"}},
             "max_output_tokens":7}
            """).Given!;
        Assert.Equal(("m", "Be brief.", Modality.Text, "marin"), (given.Model, given.Instructions, given.Modality, given.Voice));
        Assert.Equal("""{"type":"realtime","output_modalities":["text"],"audio":{"output":{"voice":"marin"}},"max_output_tokens":7}""",
            given.Rest!.Json.GetRawText());
        Assert.Null(Examined.Of("""{"type":"realtime","model":"m","instructions":"x"}""").Given!.Rest);
    }

    [Fact]
    public void An_erasure_masks_it_and_the_document_of_the_conversation_leaves_it_out()
    {
        var given = Examined.Of("""{"type":"realtime","max_output_tokens":7}""").Given!;
        var requested = new SessionRequested(Guid.NewGuid(),
            new SessionOptions("m") { Session = given.Rest, EncryptedSecrets = "abc" });
        var masked = (SessionRequested)ContentMask.Of(requested);
        Assert.Equal((SessionObject.Masked, null), (masked.Options.Session, masked.Options.EncryptedSecrets));
        Assert.Equal(masked, ContentMask.Of(masked));
        Assert.Equal(new SessionOptions("m"), LiveSession.From(requested).Options);
    }
}
