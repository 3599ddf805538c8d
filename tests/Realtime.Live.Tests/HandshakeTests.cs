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
    [InlineData("/v1/realtime?maxSeconds=soon", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/v1/realtime?maxSeconds=0", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("/conversations/nobody/sessions/00000000-0000-0000-0000-000000000001/live", HttpStatusCode.NotFound, "unknown-session")]
    [InlineData("/conversations/nobody/sessions/00000000-0000-0000-0000-000000000001/live?after=-1", HttpStatusCode.BadRequest,
        "invalid-options")]
    public async Task A_refusal_comes_before_the_upgrade_as_a_problem(string path, HttpStatusCode status, string problem) =>
        (await TryUpgrade(path)).MustBeRefused(status, problem);

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
