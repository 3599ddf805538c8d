using System.Net;
using System.Text.Json.Nodes;
using Realtime.EventLog;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Identity;

/// <summary>A client that knows or guesses another's id or key learns nothing, and takes nothing.</summary>
[Collection(IdentityServices.Tests)]
public sealed class StrangerTests(IdentityServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_session_id_of_another_conversation_tells_no_more_than_that_it_is_taken()
    {
        var theirs = Api.NewConversation("secret-name");
        var session = await (await theirs.Start(new { instructions = "a secret" })).Started();
        var mine = Api.NewConversation();

        var taken = await mine.TryStart(new { sessionId = session.Id });
        taken.MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        // The same words as for an id that was used here with other content.
        var own = await theirs.TryStart(new { sessionId = session.Id, instructions = "other" });
        Assert.Equal(own.Json.GetProperty("detail").GetString(), taken.Json.GetProperty("detail").GetString());
        Assert.DoesNotContain("secret", taken.Body, StringComparison.Ordinal);

        // Everywhere else it is as unknown as an id that never existed.
        var never = Guid.CreateVersion7();
        foreach (var ask in new Func<Guid, Task<Answer>>[]
        {
            id => Api.Get($"{mine.Path}/sessions/{id}"), id => mine.Session(id).TryText("hi", "i"), id => mine.Session(id).TryEnd(),
            id => Api.Post($"{mine.Path}/sessions/{id}/handoffs/call", new { output = "x" }),
            id => mine.Session(id).TryAudio(Speech.Silence(100)),
        })
        {
            var (known, unknown) = (await ask(session.Id), await ask(never));
            Assert.Equal((unknown.Status, unknown.Problem), (known.Status, known.Problem));
            Assert.Equal(Plain(unknown, never), Plain(known, session.Id));
        }

        await session.TryEnd();
        Assert.Equal(Plain(await mine.Session(never).TryText("hi", "i"), never),
            Plain(await mine.Session(session.Id).TryText("hi", "i"), session.Id));
        (await mine.TryStart(new { sessionId = session.Id })).MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
    }

    [Fact]
    public async Task A_text_that_another_conversation_has_is_no_conflict_here()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        (await session.TryText("theirs", "the input")).MustBe(HttpStatusCode.Accepted);
        (await Api.NewConversation().Session(session.Id).TryText("mine", "the input"))
            .MustBeRefused(HttpStatusCode.NotFound, "unknown-session");
        await session.TryEnd();
    }

    [Fact]
    public async Task The_id_that_follows_from_a_key_cannot_be_guessed_and_used_first()
    {
        var conversation = Api.NewConversation();
        var guessed = SessionKeys.FirstVersionSessionId(DefaultTenant.Of(conversation.Id), "order-1");
        var attacker = Api.NewConversation("attacker");
        (await attacker.TryStart(new { sessionId = guessed })).MustBe(HttpStatusCode.Accepted);

        var first = (await conversation.TryStart(idempotencyKey: "order-1")).MustBe(HttpStatusCode.Accepted);
        Assert.NotEqual(guessed, first.Json.GetProperty("sessionId").GetGuid());
        Assert.Equal(first.Body, (await conversation.TryStart(idempotencyKey: "order-1")).Body);
        var elsewhere = (await attacker.Session(guessed).Conversation.State()).GetProperty("version").GetInt64();
        Assert.True(elsewhere > 0);
        await attacker.Session(guessed).TryEnd();
        await conversation.Session(first.Json.GetProperty("sessionId").GetGuid()).TryEnd();
    }

    [Fact]
    public async Task The_same_key_in_another_conversation_is_another_session()
    {
        var one = (await Api.NewConversation().TryStart(idempotencyKey: "k")).MustBe(HttpStatusCode.Accepted).Json.GetProperty("sessionId")
            .GetGuid();
        var two = (await Api.NewConversation().TryStart(idempotencyKey: "k")).MustBe(HttpStatusCode.Accepted).Json.GetProperty("sessionId")
            .GetGuid();
        Assert.NotEqual(one, two);
    }

    [Fact]
    public async Task A_key_and_a_session_id_of_the_first_version_still_get_their_first_answer()
    {
        var conversation = Api.NewConversation();
        var byKey = SessionKeys.FirstVersionSessionId(DefaultTenant.Of(conversation.Id), "old-key");
        await using (var log = await FirstVersionLog.Open(Stack.Database)) await log.Session(conversation.Id, byKey);

        var repeated = (await conversation.TryStart(new { model = "gpt-realtime-2.1" }, "old-key")).MustBe(HttpStatusCode.Accepted);
        Assert.Equal((byKey, 1), (repeated.Json.GetProperty("sessionId").GetGuid(), repeated.Json.GetProperty("version").GetInt64()));
        (await conversation.TryStart(new { model = "gpt-realtime-2.1", sessionId = byKey })).MustBe(HttpStatusCode.Accepted);
        (await conversation.TryStart(new { model = "gpt-realtime-2.1", voice = "other", sessionId = byKey }))
            .MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        (await Api.NewConversation().TryStart(new { model = "gpt-realtime-2.1", sessionId = byKey }))
            .MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        Assert.Equal("ended", (await conversation.Session(byKey).State()).GetProperty("phase").GetString());
        Assert.Single(await conversation.Events(), e => e.Type == "session_requested");
    }

    /// <summary>The answer without the parts that differ between requests: the requested id and the request's own.</summary>
    static string Plain(Answer answer, Guid id)
    {
        var body = JsonObject.Create(answer.Json)!;
        body.Remove("traceId");
        return body.ToJsonString().Replace(id.ToString(), "ID", StringComparison.Ordinal);
    }
}
