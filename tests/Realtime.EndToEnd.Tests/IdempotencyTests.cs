using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>A repeated request gets the same answer. Other content with the same id is refused.</summary>
[Collection(SharedServices.Name)]
public sealed class IdempotencyTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    const int Times = 100;

    [Fact]
    public async Task A_hundred_equal_starts_at_once_start_one_session_and_get_equal_answers()
    {
        var conversation = Api.NewConversation();
        var start = new { sessionId = Guid.CreateVersion7(), instructions = "Be brief." };
        await OneAnswer(HttpStatusCode.Accepted, () => conversation.TryStart(start));
        Assert.Single(await conversation.Events(), e => e.Type == "session_requested");
        await conversation.Session(start.sessionId).TryEnd();
    }

    [Fact]
    public async Task A_hundred_equal_texts_at_once_submit_one_text_and_get_equal_answers()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        await OneAnswer(HttpStatusCode.Accepted, () => session.TryText("once", inputId: "the one"));
        await using (var follower = session.Conversation.Follow()) await follower.Until("response_done");
        Assert.Single(await session.Conversation.Events(), e => e.Type == "text_submitted");
        Assert.Equal(["once"], (await Upstream.Connection(session.Id)).Texts);
        await session.TryEnd();
    }

    [Fact]
    public async Task A_hundred_equal_ends_at_once_end_the_session_once_and_get_equal_answers()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        await OneAnswer(HttpStatusCode.OK, session.TryEnd);
        Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_also_after_the_end()
    {
        var conversation = Api.NewConversation();
        var start = new { sessionId = Guid.CreateVersion7() };
        var first = await conversation.TryStart(start);
        var session = await conversation.Session(start.sessionId).Started();
        var text = await session.TryText("hello", inputId: "a");
        Assert.Equal(first.Body, (await conversation.TryStart(start)).Body);
        await session.TryEnd();
        Assert.Equal(first.Body, (await conversation.TryStart(start)).Body);
        Assert.Equal(text.Body, (await session.TryText("hello", inputId: "a")).MustBe(HttpStatusCode.Accepted).Body);
        Assert.Single(await conversation.Events(), e => e.Type == "session_ended");
    }

    [Fact]
    public async Task Other_content_with_the_same_id_is_a_conflict()
    {
        var conversation = Api.NewConversation();
        var id = Guid.CreateVersion7();
        (await conversation.TryStart(new { sessionId = id })).MustBe(HttpStatusCode.Accepted);
        (await conversation.TryStart(new { sessionId = id, voice = "other" }))
            .MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        var session = conversation.Session(id);
        await session.Text("first");
        (await session.TryText("one", inputId: "a")).MustBe(HttpStatusCode.Accepted);
        (await session.TryText("two", inputId: "a")).MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        await session.TryEnd();
        (await session.TryText("two", inputId: "a")).MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
    }

    [Fact]
    public async Task The_header_is_the_id_if_the_body_has_none()
    {
        var conversation = Api.NewConversation();
        var first = (await conversation.TryStart(idempotencyKey: "start-1")).MustBe(HttpStatusCode.Accepted);
        Assert.Equal(first.Body, (await conversation.TryStart(idempotencyKey: "start-1")).Body);
        (await conversation.TryStart(new { voice = "other" }, "start-1")).MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        var session = conversation.Session(first.Json.GetProperty("sessionId").GetGuid());
        var text = (await session.TryText("hello", idempotencyKey: "text-1")).MustBe(HttpStatusCode.Accepted);
        Assert.Equal(text.Body, (await session.TryText("hello", idempotencyKey: "text-1")).Body);
        (await conversation.TryStart(idempotencyKey: "has spaces in it")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        await session.TryEnd();
    }

    [Fact]
    public async Task The_id_of_an_ended_session_cannot_start_in_another_conversation()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        await session.TryEnd();
        var other = Api.NewConversation();
        (await other.TryStart(new { sessionId = session.Id })).MustBeRefused(HttpStatusCode.Conflict, "idempotency-conflict");
        (await Api.Get(other.Path)).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
    }

    static async Task OneAnswer(HttpStatusCode status, Func<Task<Answer>> request)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => request()));
        Assert.All(answers, answer => answer.MustBe(status));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
    }
}
