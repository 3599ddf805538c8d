using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>A start that no worker takes fails.</summary>
public sealed class NoWorkerTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task Starts_that_no_worker_takes_fail_and_can_be_ended_before()
    {
        var stack = await StartStack(OneSession(leaseSeconds: 5));
        var live = (await stack.StartSessions(1))[0];
        await stack.PretendRoom();
        var waiting = await stack.Client.NewConversation().Start();
        var unwanted = await stack.Client.NewConversation().Start();
        (await unwanted.TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.Equal("requested, ended(requested)", (await unwanted.Ended()).Story());
        Assert.Equal("requested, ended(start_failed, no_worker)", (await waiting.Ended()).Story());
        await live.TryEnd();
    }

    [Fact]
    public async Task A_start_is_refused_if_no_worker_has_room()
    {
        var stack = await StartStack(OneSession(leaseSeconds: 5));
        var live = (await stack.StartSessions(1))[0];
        Answer refused = null!;
        await Patience.Until(async () =>
            (refused = await stack.Client.NewConversation().TryStart()).Status is HttpStatusCode.ServiceUnavailable,
            "the API knows that no worker has room");
        refused.MustBeRefused(HttpStatusCode.ServiceUnavailable, "at-capacity");
        await live.TryEnd();
    }

    static StackSettings OneSession(int leaseSeconds) => new()
    {
        Worker = new Dictionary<string, string>
        {
            ["Realtime__Worker__Capacity"] = "1",
            ["Realtime__Worker__LeaseSeconds"] = $"{leaseSeconds}",
            ["Realtime__Worker__ClaimSeconds"] = "3",
        },
    };
}
