using System.Net;
using System.Text;
using System.Text.Json;
using Realtime.Access.Tests.Stack;
using Realtime.Sessions;
using Realtime.Testing.Client;

namespace Realtime.Access.Tests;

/// <summary>Commands that cannot be right: a refusal names the path of what is wrong, and nothing is appended.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    readonly Guid session = Guid.CreateVersion7();
    ApiHost api = null!;

    public async Task InitializeAsync()
    {
        api = await ApiHost.Start(("Realtime:MaximumImageBytes", "1000"));
        await api.Conversations.Transact(Tenant.Default.Conversation("talk"), new Start(session, new SessionOptions("m")), default);
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Theory]
    [InlineData("items", """{"item": 1}""", "item")]
    [InlineData("items", """{"item": {"type": "function_call_output"}}""", "item.type")]
    [InlineData("items", """{"item": {"type": "message", "role": "tool", "content": []}}""", "item.role")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": []}}""", "item.content")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [7]}}""", "item.content[0]")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_audio", "audio": ""}]}}""",
        "item.content[0].type")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": 7}]}}""",
        "item.content[0].text")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "a\u0000b"}]}}""",
        "item.content[0].text")]
    [InlineData("items", """{"item": {"type": "message", "role": "system", "content": [{"type": "input_image", "image_url": "x"}]}}""",
        "item.content[0].type")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_image", "image_url": "https://a/b.png"}]}}""",
        "item.content[0].image_url")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_image", "image_url": "data:image/png;base64,!"}]}}""",
        "item.content[0].image_url")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_image", "image_url": "data:image/png;base64,iVBORw0KGgo="}]}}""",
        "item.content[0].image_url")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "id": "rtx_1", "content": [{"type": "input_text", "text": "a"}]}}""",
        "item.id")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "a"}]}, "previousItemId": ""}""",
        "previousItemId")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "a"}]}, "inputId": ""}""",
        "inputId")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "\ud800"}]}}""",
        "item.content[0].text")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "a", "x": 1e400000}]}}""",
        "item.content[0].x")]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "role": "system", "content": []}}""", "item")]
    [InlineData("items", """{"itme": {}}""", "itme")]
    [InlineData("responses", """{"response": {"x": 1e-400000}}""", "response.x")]
    [InlineData("responses", """{"response": {"metadata": {"a": "1", "a": "2"}}}""", "response")]
    [InlineData("responses", """{"response": []}""", "response")]
    [InlineData("responses", """{"response": {"conversation": "some"}}""", "response.conversation")]
    [InlineData("responses", """{"response": {"output_modalities": ["audio", "text"]}}""", "response.output_modalities")]
    [InlineData("responses", """{"response": {"instructions": 1}}""", "response.instructions")]
    [InlineData("responses", """{"response": {"max_output_tokens": 0}}""", "response.max_output_tokens")]
    [InlineData("responses", """{"response": {"metadata": {"a": 1}}}""", "response.metadata")]
    [InlineData("responses", """{"response": {"input": {}}}""", "response.input")]
    [InlineData("responses", """{"response": {"input": [{"content": [{"image_url": "data:"}]}]}}""", "response.input")]
    [InlineData("responses", """{"response": {"tools": [{"type": "mcp", "headers": {}}]}}""", "response.tools")]
    [InlineData("responses", """{"response": {"x": "\ud800"}}""", "response.x")]
    [InlineData("responses/cancel", """{"responseId": "a b"}""", "responseId")]
    [InlineData("approvals/mcpr_1", """{}""", "approve")]
    public async Task A_command_that_cannot_be_right_is_refused_by_its_path(string path, string body, string field)
    {
        var refused = await Post(path, body);
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.DoesNotContain("Realtime.Api", refused.Body, StringComparison.Ordinal);
        Assert.Equal([field], refused.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        await NothingAppended();
    }

    [Theory]
    [InlineData("items", """{"item": {"type": "message", "role": "user", "mood": 1, "content": [{"type": "input_text", "text": "a", "x": 1}]}}""",
        "item.mood item.content[0].x")]
    [InlineData("responses", """{"response": {"tool_choice": "auto", "temperature": 1}}""", "response.temperature")]
    [InlineData("responses", """{"response": {"instructions": "Be brief."}}""", null)]
    public async Task What_the_api_does_not_know_passes_to_the_model_and_is_named(string path, string body, string? unknown)
    {
        var accepted = (await Post(path, body)).MustBe(HttpStatusCode.Accepted).Json;
        Assert.Equal(unknown, accepted.TryGetProperty("unknownFields", out var named)
            ? string.Join(' ', named.EnumerateArray().Select(field => field.GetString())) : null);
    }

    [Fact]
    public async Task Images_above_the_limit_are_refused_and_nothing_is_appended()
    {
        var image = new { type = "input_image", image_url = TestImages.DataUri(TestImages.Png(600)) };
        (await Post("items", JsonSerializer.Serialize(new { item = new { type = "message", role = "user", content = new[] { image, image } } })))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await Post("items", $$"""{"item": "{{new string('a', 2 * 1024 * 1024)}}"}""")).MustBeRefused(HttpStatusCode.RequestEntityTooLarge, "too-large");
        await NothingAppended();
    }

    /// <summary>Without an owner nobody could take the bytes, and the log does not.</summary>
    [Fact]
    public async Task An_image_for_a_session_that_has_not_started_is_refused() =>
        (await Post("items", JsonSerializer.Serialize(new
        {
            item = new { type = "message", role = "user",
                content = new[] { new { type = "input_image", image_url = TestImages.DataUri(TestImages.Png(60)) } } },
        }))).MustBeRefused(HttpStatusCode.Conflict, "session-not-started");

    [Fact]
    public async Task More_commands_than_may_wait_are_refused()
    {
        for (var n = 0; n < SessionDecider.MaximumUndelivered; n++) (await Post("audio/clear", "{}")).MustBe(HttpStatusCode.Accepted);
        (await Post("audio/clear", "{}")).MustBeRefused(HttpStatusCode.TooManyRequests, "input-overloaded");
    }

    Task<Answer> Post(string path, string body) => api.Send(HttpMethod.Post, $"/conversations/talk/sessions/{session}/{path}",
        body: new StringContent(body, Encoding.UTF8, "application/json"));

    async Task NothingAppended() => Assert.Equal(1, (await api.Get("/conversations/talk")).Json.GetProperty("version").GetInt64());
}
