using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Two APIs and two workers on one PostgreSQL. It makes no difference which one serves a client.</summary>
public sealed class ManyNodesTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task Any_API_serves_any_conversation()
    {
        var stack = await StartStack(new StackSettings { Workers = 2 });
        using var other = new ApiClient((await stack.StartApi()).Address);
        var owners = new HashSet<ServiceProcess>();
        for (var i = 0; i < 6; i++)
        {
            var here = await stack.Client.NewConversation().Start(new { modality = "text" });
            var there = here.Conversation.At(other).Session(here.Id);
            await using var hereFollower = here.Conversation.Follow();
            await using var thereFollower = there.Conversation.Follow();
            await thereFollower.Until("session_started");
            owners.Add(await stack.OwnerOf(here));

            await there.Text("from there");
            await there.Speak(Speech.Silence(200));
            await hereFollower.Until("response_done");
            await here.Text("from here");
            await thereFollower.Until("response_done");
            await thereFollower.Until("response_done");
            (await there.TryEnd()).MustBe(HttpStatusCode.OK);
            await hereFollower.Until("session_ended");
            await thereFollower.Until("session_ended");
            Assert.Equal(thereFollower.Seen.Select(e => e.ToString()), hereFollower.Seen.Select(e => e.ToString()));
            Assert.Equal(["from there", "from here"], (await stack.Upstream.Connection(here.Id)).Texts);
            (await here.TryText("too late")).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
        }

        Assert.NotEmpty(owners);
    }

    [Fact]
    public async Task A_start_repeated_at_another_API_is_the_same_start()
    {
        var stack = await StartStack(new StackSettings { Workers = 2 });
        using var other = new ApiClient((await stack.StartApi()).Address);
        var conversation = stack.Client.NewConversation();
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(i => (i % 2 == 0 ? conversation : conversation.At(other)).TryStart(new { sessionId = id })));
        Assert.All(answers, a => Assert.Equal(answers[0].MustBe(HttpStatusCode.Accepted).Body, a.Body));
        await conversation.Session(id).Started();
        (await conversation.At(other).TryStart()).MustBeRefused(HttpStatusCode.Conflict, "conversation-busy");
        (await conversation.At(other).Session(id).TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await conversation.Session(id).Ended()).Life());
    }
}
