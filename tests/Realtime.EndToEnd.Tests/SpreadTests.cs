using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Sessions go to workers with room, to the least loaded first.</summary>
public sealed class SpreadTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task New_sessions_go_to_the_less_loaded_worker()
    {
        var stack = await StartStack(StackSettings.Default);
        await stack.StartSessions(10);
        await Patience.Until(async () => (await stack.ListedWorkers())[stack.Workers[0].Address].GetProperty("load").GetInt32() == 10,
            "the load of the first worker known");
        var second = await stack.StartWorker();
        var later = new List<SessionClient>();
        await Patience.Until(async () =>
        {
            later.AddRange(await stack.StartSessions(1));
            return await stack.OwnerOf(later[^1]) == second;
        }, "one taken by the second worker");
        later.AddRange(await stack.StartSessions(8));
        // all of them, or fewer if a busy machine kept it from answering offers
        Assert.InRange((await stack.OwnedBy(second, later)).Count, 5, 9);
    }

    [Fact]
    public async Task A_burst_is_spread_in_proportion_to_capacity()
    {
        var stack =
            await StartStack(new StackSettings { Worker = new Dictionary<string, string> { ["Realtime__Worker__Capacity"] = "60" } });
        var small = await stack.StartWorker(new Dictionary<string, string> { ["Realtime__Worker__Capacity"] = "20" });
        var sessions = await stack.StartSessions(40);
        // A quarter. On a busy machine it gets fewer if it does not answer offers in time, and all that it has room for if the other does not.
        var areAllHeard = !stack.Api.Lines.Any(line => line.Contains("did not answer an offer", StringComparison.Ordinal));
        Assert.InRange((await stack.OwnedBy(small, sessions)).Count, 1, areAllHeard ? 15 : 20);
    }

    [Fact]
    public async Task A_full_worker_takes_no_session_until_one_ends()
    {
        var stack =
            await StartStack(new StackSettings { Worker = new Dictionary<string, string> { ["Realtime__Worker__Capacity"] = "2" } });
        var live = await stack.StartSessions(2);
        await stack.PretendRoom();
        var waiting = await stack.Client.NewConversation().Start();
        await using var follower = waiting.Conversation.Follow();
        await follower.Until("session_requested");
        (await live[0].TryEnd()).MustBe(HttpStatusCode.OK);
        var ended = (await live[0].Ended()).End();
        Assert.True((await follower.Until("session_claimed")).Sequence > ended.Sequence);
        await follower.Until("session_started");
    }
}
