using System.Net;
using Realtime.Testing.Client;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

[Collection(LiveServices.Name)]
public sealed class HandshakeTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Fact]
    public async Task Ids_in_the_query_come_back_in_the_handshake()
    {
        var (conversation, session) = (Api.NewConversation().Id, Guid.CreateVersion7());
        await using var client = await Drive(more: $"&conversation={conversation}&session={session}");
        Assert.Equal((conversation, session), (client.Conversation, client.Session));
        await client.Close();
        Assert.Equal(session, (await OverHttp(client).Ended())[0].SessionId);
    }

    [Fact]
    public async Task Ids_in_headers_come_back_in_the_handshake()
    {
        var (conversation, session) = (Api.NewConversation().Id, Guid.CreateVersion7());
        await using var client = await LiveClient.Connect(Stack.Api.Address, "/v1/realtime?model=sim", LiveServices.Key, options =>
        {
            options.SetRequestHeader("x-realtime-conversation", conversation);
            options.SetRequestHeader("x-realtime-session", session.ToString());
        });
        Assert.Equal((conversation, session), (client.Conversation, client.Session));
    }

    [Fact]
    public async Task Ids_are_made_if_the_request_has_none()
    {
        await using var client = await Drive();
        await client.Until("session_started");
        Assert.Equal("started", (await OverHttp(client).State()).GetProperty("phase").GetString());
    }

    /// <summary>As Azure's clients write them: its paths, its parameters, and the key in its header.</summary>
    [Theory]
    [InlineData("/openai/v1/realtime?model=sim")]
    [InlineData("/openai/realtime?api-version=2025-04-01-preview&deployment=sim")]
    public async Task Azures_addresses_and_headers_reach_the_same_place(string path)
    {
        await using var client = await LiveClient.Connect(Stack.Api.Address, path, key: null,
            options => options.SetRequestHeader("api-key", LiveServices.Key));
        await client.AnswerInText();
        await client.Say("hello");
        await client.Close();
        Assert.Equal("sim", (await OverHttp(client).Ended())[0].Data.GetProperty("options").GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_key_in_the_address_is_refused_with_the_way_to_send_it()
    {
        var refused = await Upgrade.Try(Stack.Api.Address, $"/openai/v1/realtime?model=sim&api-key={LiveServices.Key}");
        refused.MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Contains("in the header api-key", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(LiveServices.Key, refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_hash_of_the_end_user_is_recorded()
    {
        await using var client = await LiveClient.Connect(Stack.Api.Address, "/v1/realtime?model=sim", LiveServices.Key,
            options => options.SetRequestHeader("OpenAI-Safety-Identifier", "ada@example.com"));
        await using var same = await LiveClient.Connect(Stack.Api.Address, "/v1/realtime?model=sim&endUser=ada%40example.com", LiveServices.Key);
        await client.Close();
        await same.Close();
        var (one, other) = (await OverHttp(client).Ended(), await OverHttp(same).Ended());
        string? Hash(IReadOnlyList<Event> events) => events[0].Data.GetProperty("options").GetProperty("safetyIdentifier").GetString();
        Assert.Equal(64, Hash(one)!.Length);
        Assert.Equal(Hash(one), Hash(other));
        Assert.DoesNotContain("ada", string.Concat(one.Select(e => e.Data.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clients_first_messages_are_delivered_however_early_they_come()
    {
        for (var round = 0; round < 100; round++)
        {
            await using var client = await Drive();
            await client.Say("early");
            await client.Close();
        }
    }

    [Theory]
    [InlineData("/v1/realtime?conversation=not%20one", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?session=not-a-uuid", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?model=not%20one", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?ifActive=perhaps", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?modle=sim", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?call_id=rtc_1", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?intent=conversation", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?intent=transcription&model=sim", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?model=gpt-4o-realtime-preview", HttpStatusCode.BadRequest, "model-ended")]
    [InlineData("/v1/realtime?maxSeconds=soon", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?maxSeconds=0", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/conversations/nobody/sessions/00000000-0000-0000-0000-000000000001/live", HttpStatusCode.NotFound, "unknown-session")]
    [InlineData("/conversations/nobody/sessions/00000000-0000-0000-0000-000000000001/live?after=-1", HttpStatusCode.BadRequest,
        "invalid-options")]
    public async Task A_refusal_comes_before_the_upgrade_as_a_problem(string path, HttpStatusCode status, string problem)
    {
        (await TryUpgrade(path)).MustBeRefused(status, problem);
        (await Api.Get(path)).MustBeRefused(status, problem); // as a browser asks, which does not see the other
    }

    [Fact]
    public async Task Without_a_handshake_the_address_says_what_one_would_get_and_starts_nothing()
    {
        var conversation = Api.NewConversation();
        var path = $"/v1/realtime?model=sim&conversation={conversation.Id}&session={Guid.CreateVersion7()}";
        (await Api.Get(path)).MustBeInvalid("Upgrade");
        (await Api.Get($"/conversations/{conversation.Id}/events")).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
        var session = await (await conversation.Start(new { modality = "text" })).Started();
        (await Api.Get(path)).MustBeRefused(HttpStatusCode.Conflict, "conversation-busy");
        (await Api.Get($"/conversations/{conversation.Id}/sessions/{session.Id}/live")).MustBeInvalid("Upgrade");
        await session.TryEnd();
    }

    [Fact]
    public async Task A_parameter_that_is_always_refused_is_not_named_among_those_that_are_taken()
    {
        var refused = await Api.Get("/v1/realtime?modle=sim");
        refused.MustBeInvalid("modle");
        Assert.Contains("endUser", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("call_id", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_takes_the_bounds_that_a_start_takes()
    {
        await using var client = await Drive(more: "&maxSeconds=1&idleSeconds=60");
        Assert.Equal("expired", (await OverHttp(client).Ended())[^1].Text("reason"));
    }

    [Fact]
    public async Task A_conversation_that_is_busy_is_refused_and_goes_on()
    {
        await using var client = await Drive();
        (await TryUpgrade($"/v1/realtime?model=sim&conversation={client.Conversation}"))
            .MustBeRefused(HttpStatusCode.Conflict, "conversation-busy");
        await client.Say("still here?");
    }

    [Fact]
    public async Task An_ended_session_is_refused_unless_the_client_asks_for_its_past()
    {
        await using var client = await Drive();
        await client.Close();
        var end = (await OverHttp(client).Ended())[^1];
        var path = $"/conversations/{client.Conversation}/sessions/{client.Session}/live";
        (await TryUpgrade(path)).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
        (await TryUpgrade($"{path}?after={end.Version}")).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");

        await using var late = await Attach(client, "?after=0");
        Assert.Equal(1000, await late.UntilClosed());
        Assert.Equal((await new ConversationClient(Api, client.Conversation).Events()).Select(e => (e.Version, e.Type)),
            late.Seen.Select(m => (m.Version, m.Type)));
    }

    [Fact]
    public async Task A_plain_request_is_refused_with_a_hint_to_upgrade() =>
        (await Api.Get("/v1/realtime?model=sim")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
}
