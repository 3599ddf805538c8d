using System.Net;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Realtime.Testing.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests.Secrets;

/// <summary>What the holder of a client secret can do to sessions that are not its own: nothing.</summary>
[Collection(LiveServices.Name)]
public sealed class ForeignSecretTests(LiveServices services, ITestOutputHelper output) : SecretTests(services, output)
{
    [Theory]
    [InlineData("?after=0")]
    [InlineData("")]
    [InlineData("?drive=false")]
    public async Task A_secret_opens_no_session_that_another_started(string query)
    {
        await using var owner = await Browser("/v1/realtime?model=sim", await Secret());
        await owner.AnswerInText();
        await owner.Say("my account number");
        (await Try(Live(owner, query), await Secret())).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
        (await Try($"/v1/realtime?model=sim&conversation={owner.Conversation}&session={owner.Session}", await Secret()))
            .MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");

        await owner.Say("and I still drive");
        Assert.Equal(["my account number", "and I still drive"], (await Upstream.Connection(owner.Session)).Texts);
        await owner.Close();
        Assert.Equal("requested", (await OverHttp(owner).Ended()).End().Text("reason"));
    }

    [Fact]
    public async Task A_secret_for_one_conversation_opens_no_other_and_reads_nothing_from_before_its_session()
    {
        await using var other = await Browser("/v1/realtime?model=sim", await Secret());
        var conversation = $"talk-{Guid.NewGuid():N}";
        var before = await (await new ConversationClient(Api, conversation).Start(new { modality = "text" })).Started();
        await before.Text("of somebody else");
        await before.TryEnd();
        await before.Ended();

        var token = await Secret(new { conversation });
        (await Try(Live(other), token)).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
        (await Try($"/v1/realtime?model=sim&conversation={other.Conversation}", token))
            .MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
        await using var holder = await Browser("/v1/realtime?model=sim", token);
        Assert.Equal(conversation, holder.Conversation);
        await holder.Until("session.created");
        holder.Abort();
        await using var back = await Browser(Live(holder, "?after=0"), token);
        await back.Until("session_started");
        Assert.All(back.Envelopes, envelope => Assert.Equal(holder.Session, envelope.Json.GetProperty("sessionId").GetGuid()));
        await back.Close();
    }

    [Fact]
    public async Task A_listener_listens_whatever_it_asks_for()
    {
        var session = await (await Api.NewConversation().Start(new { modality = "text" })).Started();
        var token = await Secret(new { conversation = session.Conversation.Id, sessionId = session.Id, role = "listener" });
        await using var listener = await Browser(Live(session.Conversation.Id, session.Id, "?drive=true&after=0"), token);
        await listener.Until("session_started");
        await listener.Item("I am no driver");
        await session.Text("of the app");
        await listener.Until("response.done");
        Assert.Equal(["of the app"], (await Upstream.Connection(session.Id)).Texts);
        (await Try("/v1/realtime?model=sim", token)).MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
        await listener.Close();
        Assert.Equal("started", (await session.State()).GetProperty("phase").GetString());
        await session.TryEnd();
    }

    [Fact]
    public async Task Only_the_client_that_started_a_session_takes_the_driver_s_place()
    {
        var conversation = $"talk-{Guid.NewGuid():N}";
        await using var alice = await Browser("/v1/realtime?model=sim", await Secret(new { conversation, client = "alice" }));
        await alice.AnswerInText();
        await alice.Say("mine");
        await using var bob = await Browser(Live(alice, "?after=0"), await Secret(new { conversation, client = "bob" }));
        await bob.Until("session_started");
        await bob.Item("not mine");
        await using (var app = await Attach(alice, "?after=0"))
        {
            await app.Until("session_started");
            await app.Item("of the app, whose key is another");
        }

        await alice.Say("still mine");
        await bob.Close();
        Assert.Equal(["mine", "still mine"], (await Upstream.Connection(alice.Session)).Texts);

        await using var again = await Browser(Live(alice, "?after=0"), await Secret(new { conversation, client = "alice" }));
        await again.Until("session_started");
        await again.Say("mine again");
        await again.Close();
        Assert.Equal("requested", (await OverHttp(alice).Ended()).End().Text("reason"));
    }

    [Fact]
    public async Task A_repeated_start_of_another_client_is_refused()
    {
        var (conversation, sessionId) = ($"talk-{Guid.NewGuid():N}", Guid.CreateVersion7());
        await using var alice = await Browser("/v1/realtime?model=sim", await Secret(new { conversation, sessionId, client = "alice" }));
        await alice.Until("session.created");
        (await Try("/v1/realtime?model=sim", await Secret(new { conversation, sessionId, client = "bob" })))
            .MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        await alice.Close();
    }
}
