using System.Net;
using Realtime.EndToEnd.Tests.Client;
using Realtime.EndToEnd.Tests.Stack;

namespace Realtime.EndToEnd.Tests;

/// <summary>What the system is for.</summary>
[Collection(SharedServices.Name)]
public sealed class MainStoryTests(SharedServices shared)
{
    readonly RealtimeStack stack = shared.Stack;

    [Fact]
    public async Task A_client_writes_and_speaks_reads_everything_in_order_and_finds_one_end()
    {
        var conversation = stack.Client.NewConversation();
        await using var follower = conversation.Follow();
        var session = await conversation.Start(new { voice = "marin", instructions = "Be brief." });
        await follower.Until("upstream_configured", session.Id);

        await session.Text("hello there");
        await follower.Until(e => e.Type == "transcript_completed" && e.Text("role") == "assistant", "an answer to the text");
        Assert.Equal("You said: hello there", follower.Seen[^1].Text("text"));

        await session.Speak(Speech.Sentence());
        await session.Speak(Speech.Silence(1_000));
        await follower.Until(e => e.Type == "transcript_completed" && e.Text("role") == "assistant" && e.Text("text")!.StartsWith("I heard", StringComparison.Ordinal), "an answer to the speech");

        var end = (await session.TryEnd()).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal("requested", end.GetProperty("ended").GetProperty("reason").GetString());
        var ended = await follower.Until("session_ended");

        Assert.Equal(ended.Version, end.GetProperty("ended").GetProperty("version").GetInt64());
        Assert.True(ended.Data.GetProperty("totalsComplete").GetBoolean());
        Assert.InRange(ended.Data.GetProperty("totals").GetProperty("audioInMilliseconds").GetInt64(), 4_000, 4_200);
        Assert.Equal(["session_requested", "session_claimed", "session_started"], follower.Seen.Take(3).Select(e => e.Type));
        Assert.Equal(follower.Seen.Select(e => (e.Version, e.Type)), (await conversation.Events()).Select(e => (e.Version, e.Type)));
        Assert.Single(follower.Seen, e => e.Type == "session_ended");
    }
}
