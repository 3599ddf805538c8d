using System.Net;
using Realtime.Sessions;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Identity;

/// <summary>An attacker gives its own sessions the ids that another session's events will have.</summary>
[Collection(IdentityServices.Tests)]
public sealed class SquattedIdTests(IdentityServices services, ITestOutputHelper output) : StackTests(services, output)
{
    readonly Guid victim = Guid.CreateVersion7();

    /// <summary>The expected record of a session with one text.</summary>
    Guid[] Wanted => [.. new SessionEvent[]
    {
        new SessionRequested(victim, new SessionOptions("gpt-realtime-2.1")), new SessionClaimed(victim, "w", "http://w", 1),
        new SessionStarted(victim, "gpt-realtime-2.1", null, 1),
        new TextSubmitted(victim, "i1", "user", ""), new TextDelivered(victim, "i1"), new EndRequested(victim),
        new SessionEnded(victim, EndReason.Requested, null, null, null, SessionTotals.None, true),
    }.Select(e => EventIds.Fixed(Tenant.Default, e)!.Value)];

    [Fact]
    public async Task Through_the_api_the_attack_does_no_harm()
    {
        var bystander = await (await Api.NewConversation().Start()).Started();
        foreach (var id in Wanted)
        {
            var squatter = Api.NewConversation("squatter");
            (await squatter.TryStart(new { sessionId = id })).MustBe(HttpStatusCode.Accepted);
            await squatter.Session(id).TryEnd();
        }

        await LivesItsLife(Api.NewConversation("victim"), bystander);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_a_log_of_the_first_version_every_session_still_ends(bool inItsOwnConversation)
    {
        var bystander = await (await Api.NewConversation().Start()).Started();
        var conversation = Api.NewConversation("victim");
        await using (var log = await FirstVersionLog.Open(Stack.Database))
        {
            foreach (var id in Wanted) await log.Session(inItsOwnConversation ? conversation.Id : "squatter-" + id, id);
            foreach (var id in Wanted) await log.Session("behind-" + id, EventIds.InLine(id).ElementAt(1));
        }

        await LivesItsLife(conversation, bystander);
    }

    async Task LivesItsLife(ConversationClient conversation, SessionClient bystander)
    {
        (await conversation.TryStart(new { sessionId = victim })).MustBe(HttpStatusCode.Accepted);
        var session = await conversation.Session(victim).Started();
        (await session.TryText("hello", "i1")).MustBe(HttpStatusCode.Accepted);
        await using (var follower = conversation.Follow())
        {
            await follower.Until("text_delivered");
            await follower.Until("response_done");
        }

        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
        Assert.Equal("ended", (await session.State()).GetProperty("phase").GetString());
        (await conversation.TryStart(new { sessionId = victim })).MustBe(HttpStatusCode.Accepted); // the first answer again

        await bystander.Text("still here?");
        await using (var follower = bystander.Conversation.Follow()) await follower.Until("response_done");
        (await bystander.TryEnd()).MustBe(HttpStatusCode.OK);
        foreach (var worker in Stack.Workers) Assert.Equal("Healthy", await Health(worker.Address));
        Assert.Equal("Healthy", await Health(Stack.Api.Address));
    }

    static async Task<string?> Health(Uri service)
    {
        using var http = new HttpClient { BaseAddress = service };
        var answer = await Answer.Of(await http.GetAsync(new Uri("/health", UriKind.Relative)));
        return answer.Body.StartsWith('{') ? answer.Json.GetProperty("status").GetString() : answer.Body;
    }
}
