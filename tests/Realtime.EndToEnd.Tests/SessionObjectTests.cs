using System.Net;
using System.Text;
using System.Text.Json;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>A start that gives the provider's own session object.</summary>
[Collection(SharedServices.Name)]
public sealed class SessionObjectTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    const string Given =
        """
        {"type":"realtime","instructions":"Be brief.","output_modalities":["text"],"tool_choice":"auto","max_output_tokens":200,
         "truncation":{"type":"retention_ratio","retention_ratio":0.5},
         "tools":[{"type":"function","name":"weather","parameters":{"type":"object"}},
                  {"type":"mcp","server_label":"docs","server_url":"https://docs.example/mcp","authorization":"s3cret-of-docs","headers":{"x-key":"s3cret-too"}}],
         "audio":{"input":{"transcription":{"model":"scribe-1"},"turn_detection":null,"noise_reduction":{"type":"far_field"}},"output":{"voice":"verse","speed":1.25}}}
        """;

    [Fact]
    public async Task It_reaches_the_model_in_the_first_message_and_its_secrets_are_in_no_event()
    {
        var conversation = Api.NewConversation();
        var session = await (await conversation.Start(new { model = "script", session = Json(Given) })).Started();
        await Patience.Until(async () => (await Upstream.Messages(session.Id)).Count > 0, "the first message");
        var update = (await Upstream.Messages(session.Id))[0];
        Assert.Equal("session.update", update.GetProperty("type").GetString());
        var expected = Json(
            """
            {"type":"realtime","output_modalities":["text"],"instructions":"Be brief.",
             "audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"transcription":{"model":"scribe-1"},
               "turn_detection":null,"noise_reduction":{"type":"far_field"}},
              "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"verse","speed":1.25}},
             "tool_choice":"auto","max_output_tokens":200,"truncation":{"type":"retention_ratio","retention_ratio":0.5},
             "tools":[{"type":"function","name":"weather","parameters":{"type":"object"}},
                      {"type":"mcp","server_label":"docs","server_url":"https://docs.example/mcp","authorization":"s3cret-of-docs","headers":{"x-key":"s3cret-too"}}]}
            """);
        Assert.True(JsonElement.DeepEquals(expected, update.GetProperty("session")), update.GetRawText());
        await session.TryEnd();
        Assert.DoesNotContain("s3cret", (await Api.Get($"{conversation.Path}/events")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Stack.LogsSince(DateTimeOffset.MinValue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeat_is_the_same_start_and_other_content_is_a_conflict()
    {
        var conversation = Api.NewConversation();
        var id = Guid.CreateVersion7();
        var first = (await conversation.TryStart(new { sessionId = id, session = Json(Given) })).MustBe(HttpStatusCode.Accepted);
        Assert.Equal(first.Body, (await conversation.TryStart(new { session = Json(Given), sessionId = id })).MustBe(HttpStatusCode.Accepted).Body);
        foreach (var other in new[] { Given.Replace("200", "201", StringComparison.Ordinal), Given.Replace("s3cret-too", "other", StringComparison.Ordinal) })
            (await conversation.TryStart(new { sessionId = id, session = Json(other) }))
                .MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        await conversation.Session(id).TryEnd();
    }

    [Fact]
    public async Task Unknown_fields_are_named_in_the_answer()
    {
        var conversation = Api.NewConversation();
        var started = (await conversation.TryStart(new { session = Json("""{"type":"realtime","foo":1,"audio":{"input":{"bar":{}}}}""") }))
            .MustBe(HttpStatusCode.Accepted).Json;
        Assert.Equal(["session.foo", "session.audio.input.bar"],
            started.GetProperty("unknownFields").EnumerateArray().Select(path => path.GetString()));
        await using var follower = conversation.Follow();
        var warned = await follower.Until("upstream_warned"); // it reached the model, which does not know it
        Assert.Equal("unknown_parameter", warned.Text("code"));
        await conversation.Session(started.GetProperty("sessionId").GetGuid()).TryEnd();
    }

    [Theory]
    [InlineData("""{"session":{"type":"realtime","audio":{"input":{"turn_detection":{"type":"server_vad","threshold":2}}}}}""", "session.audio.input.turn_detection.threshold")]
    [InlineData("""{"session":{"type":"realtime","instructions":"a\u0000"}}""", "session.instructions")]
    [InlineData("""{"session":{"type":"realtime","tools":[],"tools":[]}}""", "session.tools")]
    [InlineData("""{"session":null}""", "session")]
    [InlineData("""{"session":"realtime"}""", "session")]
    [InlineData("""{"session":{"type":"realtime"},"session":{"type":"realtime"}}""", "session")]
    [InlineData("""{"instructions":"a","session":{"type":"realtime","instructions":"b"}}""", "instructions")]
    [InlineData("""{"voice":"marin","session":{"type":"realtime","audio":{"output":{"voice":"verse"}}}}""", "voice")]
    [InlineData("""{"voice":"marin","session":{"type":"realtime","audio":{"output":{"voice":{"id":"v"}}}}}""", "voice")]
    [InlineData("""{"model":"a","session":{"type":"realtime","model":"b"}}""", "model")]
    [InlineData("""{"modality":"audio","session":{"type":"realtime","output_modalities":["text"]}}""", "modality")]
    [InlineData("""{"instructions":"a","session":{"type":"transcription"}}""", "instructions")]
    public async Task A_refusal_names_the_path_and_appends_nothing(string body, string path)
    {
        var conversation = Api.NewConversation();
        var refused = await Api.Post($"{conversation.Path}/sessions", new StringContent(body, Encoding.UTF8, "application/json"));
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.Equal(path, Assert.Single(refused.Json.GetProperty("errors").EnumerateObject()).Name);
        (await Api.Get(conversation.Path)).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
    }

    [Theory]
    [InlineData("""{"session":{"type":"realtime","instructions":"$"}}""", "session.instructions")]
    [InlineData("""{"session":{"type":"realtime","foo":{"bar":"$"}}}""", "session.foo.bar")]
    public async Task A_text_of_a_megabyte_is_refused_by_its_path(string body, string path)
    {
        var conversation = Api.NewConversation();
        body = body.Replace("$", new string('x', 1_000_000), StringComparison.Ordinal);
        var refused = await Api.Post($"{conversation.Path}/sessions", new StringContent(body, Encoding.UTF8, "application/json"));
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty(path, out _), refused.Body[..200]);
    }

    [Fact]
    public async Task A_short_field_that_agrees_is_taken()
    {
        var session = await (await Api.NewConversation().Start(new
        {
            model = "sim", voice = "verse", instructions = "Be brief.", modality = "text",
            session = Json("""{"type":"realtime","model":"sim","instructions":"Be brief.","output_modalities":["text"],"audio":{"output":{"voice":"verse"}}}"""),
        })).Started();
        await session.TryEnd();
    }

    static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
