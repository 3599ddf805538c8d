using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>An API dies, and clients go on at another.</summary>
public sealed class ApiLossTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task Requests_that_a_killed_API_accepted_take_effect_and_its_readers_resume_at_another()
    {
        var stack = await StartStack(StackSettings.Default);
        var second = await stack.StartApi();
        using var other = new ApiClient(second.Address);
        var session = (await stack.StartSessions(1))[0];
        await using var follower = session.Conversation.Follow();
        await follower.Until("upstream_configured");

        for (var i = 0; i < 5; i++) (await session.TryText($"text {i}", inputId: $"{i}")).MustBe(HttpStatusCode.Accepted);
        await stack.Api.Kill();
        await stack.Upstream.Break(session.Id, "flood&count=20");

        var conversation = session.Conversation.At(other);
        await using var resumed = conversation.Follow(after: follower.Seen[^1].Version);
        await resumed.Until(e => e.Text("itemId") == "item_flood_20", "the last of the flood");
        (await conversation.Session(session.Id).TryText("and on")).MustBe(HttpStatusCode.Accepted);
        await resumed.Until(e => e.Type == "transcript_completed" && e.Text("text") == "You said: and on", "the last answer");
        (await conversation.Session(session.Id).TryEnd()).MustBe(HttpStatusCode.OK);
        await resumed.Until("session_ended");
        Assert.Equal(["0", "1", "2", "3", "4"], resumed.Seen.Where(e => e.Type == "text_delivered").Select(e => e.Text("inputId")).Take(5));
    }

    [Fact]
    public async Task Two_APIs_serve_the_same_conversation()
    {
        var stack = await StartStack(StackSettings.Default);
        using var other = new ApiClient((await stack.StartApi()).Address);
        var session = (await stack.StartSessions(1))[0];
        await using var here = session.Conversation.Follow();
        await using var there = session.Conversation.At(other).Follow();
        await session.Text("for both");
        await session.Conversation.At(other).Session(session.Id).Speak(Speech.Silence(300));
        (await session.Conversation.At(other).Session(session.Id).TryEnd()).MustBe(HttpStatusCode.OK);
        await here.Until("session_ended");
        await there.Until("session_ended");
        Assert.Equal(here.Seen.Select(e => (e.Version, e.Sequence, e.Type)), there.Seen.Select(e => (e.Version, e.Sequence, e.Type)));
    }
}
