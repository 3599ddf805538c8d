using System.Net;
using System.Net.Http.Json;
using System.Text;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Every refusal is problem+json with a type that clients can match, and appends nothing.</summary>
[Collection(SharedServices.Name)]
public sealed class RefusalTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Theory]
    [InlineData("""{"model":"no such model!"}""")]
    [InlineData("""{"voice":"a voice"}""")]
    [InlineData("""{"modality":"smell"}""")]
    [InlineData("""{"ifActive":"perhaps"}""")]
    [InlineData("""{"onWorkerLost":"cry"}""")]
    [InlineData("""{"atCap":"grow"}""")]
    [InlineData("""{"maxSeconds":0}""")]
    [InlineData("""{"idleSeconds":-1}""")]
    [InlineData("""{"sessionId":"not a uuid"}""")]
    [InlineData("""{"sessionId":"00000000-0000-0000-0000-000000000000"}""")]
    [InlineData("""{"modle":"a misspelt field"}""")]
    [InlineData("""{"model":7}""")]
    [InlineData("""{"model":""")]
    [InlineData("[]")]
    public async Task A_start_with_invalid_options_is_refused_and_appends_nothing(string body)
    {
        var conversation = Api.NewConversation();
        var refused = await Api.Post($"{conversation.Path}/sessions", new StringContent(body, Encoding.UTF8, "application/json"));
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.NotEmpty(refused.Json.GetProperty("detail").GetString()!);
        Assert.NotEmpty(refused.Json.GetProperty("errors").EnumerateObject());
        Assert.DoesNotContain("Realtime.Api", refused.Body, StringComparison.Ordinal); // clients do not know our types
        (await Api.Get(conversation.Path)).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
    }

    [Theory]
    [InlineData("""{"sessionId":"not a uuid"}""", "sessionId", "must be a UUID")]
    [InlineData("""{"maxSeconds":"60"}""", "maxSeconds", "must be a whole number")]
    [InlineData("""{"maxSeconds":1.5}""", "maxSeconds", "must be a whole number")]
    [InlineData("""{"model":5}""", "model", "must be a text in quotes")]
    [InlineData("""{"modle":"a misspelt field"}""", "modle", "not a field")]
    [InlineData("""{"model":""", "body", "not JSON")]
    [InlineData("[]", "body", "must be a JSON object")]
    [InlineData("""{"model":"a","model":"b"}""", "model", "twice")]
    [InlineData("""{"Model":"a"}""", "Model", "not a field")]
    [InlineData("""{"model":"a",}""", "body", "not JSON")]
    [InlineData("""{"instructions":"\ud800"}""", "instructions", "half a surrogate pair")]
    public async Task The_refusal_of_an_invalid_body_names_the_field(string body, string field, string words)
    {
        var refused = await Api.Post($"{Api.NewConversation().Path}/sessions", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Contains(words, refused.Json.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("reader options", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_of_an_invalid_parameter_names_it_and_its_type()
    {
        var refused = await Api.Get("/conversations/any/events?after=x");
        Assert.Equal("after must be 0, the version of the last event that you have, or now.", refused.Json.GetProperty("detail").GetString());
        Assert.Equal("limit must be a whole number.", (await Api.Get("/conversations/any/events?limit=x")).Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("from", "yesterday")]
    [InlineData("to", "1")]
    public async Task The_refusal_of_a_list_names_its_parameter_as_the_address_does(string name, string value)
    {
        var errors = (await Api.Get($"/sessions?{name}={value}")).Json.GetProperty("errors");
        Assert.StartsWith($"{name} must be a time such as ", errors.GetProperty(name)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_of_a_key_names_only_what_is_wrong()
    {
        var refused = await Api.Post("/keys", JsonContent.Create(new { name = "k", role = "god" }));
        Assert.Equal("role", Assert.Single(refused.Json.GetProperty("errors").EnumerateObject()).Name);
        refused = await Api.Post("/keys", JsonContent.Create(new { name = "k", scopes = "god", role = "app" }));
        Assert.StartsWith("scopes must be a list.", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_is_refused_where_a_call_takes_none()
    {
        var session = await Api.NewConversation().Start();
        (await session.Command("end", new { reason = "bored" })).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.DoesNotContain(await session.Conversation.Events(), e => e.Type is "end_requested" or "session_ended");
        (await session.Command("end", new { })).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_refusal_of_a_media_type_names_those_of_the_address()
    {
        var sound = new ByteArrayContent([0, 0]);
        sound.Headers.ContentType = new("audio/wav");
        var refused = await Api.Post($"/conversations/any/sessions/{Guid.NewGuid()}/audio", sound);
        Assert.Equal("Say what the body is: content-type: application/json or application/octet-stream.",
            refused.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task An_address_is_told_what_is_near_it_and_of_ids_only_where_there_is_one()
    {
        Assert.Contains("a session's id is a UUID", (await Api.Get("/conversations/a/sessions/b")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("UUID", (await Api.Get("/conversation/a/events")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_matching_route_is_refused_with_a_type()
    {
        var conversation = Api.NewConversation();
        (await Api.Get($"{conversation.Path}/nowhere")).MustBeRefused(HttpStatusCode.NotFound, "unknown-address");
        (await Api.Post($"{conversation.Path}/sessions/not-a-uuid/end")).MustBeRefused(HttpStatusCode.NotFound, "unknown-address");
        var refused = await Api.Post($"{conversation.Path}/events");
        refused.MustBeRefused(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Contains("GET", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await Api.Post($"{conversation.Path}/sessions", new StringContent("{}", Encoding.UTF8, "text/plain")))
            .MustBeRefused(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task Instructions_above_the_limit_are_refused() =>
        (await Api.NewConversation().TryStart(new { instructions = new string('x', 40_000) }))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");

    [Fact]
    public async Task A_conversation_name_with_other_characters_is_refused() =>
        (await Api.Post("/conversations/a%20name/sessions")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");

    [Fact]
    public async Task An_unknown_conversation_is_not_found()
    {
        var conversation = Api.NewConversation();
        (await Api.Get(conversation.Path)).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
        (await Api.Get($"{conversation.Path}/events")).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
    }

    [Theory]
    [InlineData("after=-1")]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("after=x")]
    [InlineData("view=other")]
    public async Task An_invalid_page_is_refused(string query)
    {
        var session = await Api.NewConversation().Start();
        (await Api.Get($"{session.Conversation.Path}/events?{query}")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        await session.TryEnd();
    }

    [Fact]
    public async Task Text_is_refused_before_the_start_and_after_the_end()
    {
        var conversation = Api.NewConversation();
        (await conversation.Session(Guid.CreateVersion7()).TryText("hello?")).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
        (await Api.Get(conversation.Path)).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");

        var session = await (await conversation.Start()).Started();
        await session.TryEnd();
        var before = (await conversation.Events())[^1].Version;
        (await session.TryText("still there?")).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
        Assert.Equal(before, (await conversation.Events())[^1].Version);
    }

    [Fact]
    public async Task Audio_is_refused_before_the_start_and_after_the_end()
    {
        var session = await Api.NewConversation().StartWithFault("no-handshake");
        (await session.TryAudio(Speech.Silence(100))).MustBeRefused(HttpStatusCode.Conflict, "session-not-started");
        await session.TryEnd();
        (await session.TryAudio(Speech.Silence(100))).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
    }

    [Fact]
    public async Task Invalid_input_is_refused()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        (await session.TryText("")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await session.TryText(new string('x', 40_000))).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await session.TryAudio(new byte[3])).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await session.TryAudio(default)).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await session.TryAudioAsJson(new { audio = "%%%" })).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await session.TryAudioAsJson(new { audio = "AAAA", sampleRate = 8_000 }))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await session.TryAudioAsJson(new { audio = Convert.ToBase64String(new byte[480]), sampleRate = 24_000, channels = 1 }))
            .MustBe(HttpStatusCode.Accepted);
        await session.TryEnd();
    }

    [Fact]
    public async Task Too_many_undelivered_texts_are_refused()
    {
        var session = await Api.NewConversation().StartWithFault("no-handshake");
        for (var i = 0; i < 64; i++) await session.Text($"waiting {i}");
        (await session.TryText("one too many")).MustBeRefused(HttpStatusCode.TooManyRequests, "input-overloaded");
        await session.TryEnd();
        var end = (await session.Ended()).End();
        Assert.Equal(("requested", 64), (end.Text("reason"), end.Data.GetProperty("totals").GetProperty("textsUndelivered").GetInt32()));
    }

    [Fact]
    public async Task Input_for_an_unknown_session_is_not_found()
    {
        var conversation = Api.NewConversation();
        var live = await (await conversation.Start()).Started();
        foreach (var other in (SessionClient[])
        [
            conversation.Session(Guid.CreateVersion7()), Api.NewConversation().Session(Guid.CreateVersion7()),
            Api.NewConversation().Session(live.Id),
        ])
        {
            (await other.TryText("hello?")).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
            (await other.TryAudio(Speech.Silence(100))).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
            (await other.TryAnswer("call-1", "42")).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
        }

        await live.TryEnd();
    }

    [Theory]
    [InlineData("/conversations/any/events?afer=10", "afer", "after, limit, view")]
    [InlineData("/conversations/any/events?After=10", "After", "after, limit, view")]
    [InlineData("/conversations/any/events?after=1&after=2", "after", "2 times")]
    [InlineData("/conversations/any?x=1", "x", "it takes none")]
    [InlineData("/sessions?modle=x", "modle", "model")]
    [InlineData("/v1/realtime?modle=x", "modle", "model, voice")]
    public async Task A_query_parameter_that_the_address_does_not_have_is_refused(string address, string field, string words)
    {
        var refused = await Api.Get(address);
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.Contains(words, refused.Json.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/heads/verify", "POST /audit/heads/verify")]
    [InlineData("/conversation/any/sessions", "/sessions")]
    [InlineData("/v1/realtime/sessions", "/v1/realtime/client_secrets")]
    public async Task The_refusal_of_an_unknown_address_names_what_is_near(string address, string near) =>
        Assert.Contains(near, (await Api.Get(address)).Json.GetProperty("detail").GetString(), StringComparison.Ordinal);

    [Fact]
    public async Task A_refused_event_stream_has_its_problem_too()
    {
        var refused = await Answer.Of(await Api.OpenAs("text/event-stream", "/conversations/none-such/events?after=-1", CancellationToken.None));
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.NotEmpty(refused.Json.GetProperty("errors").EnumerateObject());
    }

    [Fact]
    public async Task More_audio_than_a_request_takes_is_too_large()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        (await session.TryAudio(new byte[9 * 1024 * 1024])).MustBeRefused(HttpStatusCode.RequestEntityTooLarge, "too-large");
        await session.TryEnd();
    }

    [Fact]
    public async Task Clients_do_not_see_the_workers_address()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        var claimed = (await session.Conversation.Events()).Single(e => e.Type == "session_claimed");
        Assert.Equal(["epoch", "sessionId", "workerId"], claimed.Data.EnumerateObject().Select(field => field.Name).Order());
        Assert.Contains("\"address\":", (await Api.Get($"/audit{session.Conversation.Path}")).Body, StringComparison.Ordinal);
        await session.TryEnd();
    }

    [Fact]
    public async Task The_end_of_an_unknown_session_is_refused_and_affects_no_other()
    {
        var conversation = Api.NewConversation();
        var live = await (await conversation.Start()).Started();
        (await conversation.Session(Guid.CreateVersion7()).TryEnd()).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
        Assert.Equal(live.Id, (await conversation.State()).GetProperty("live").GetProperty("sessionId").GetGuid());
        await live.TryEnd();
    }
}
