using Realtime.Testing.Stack;
using Realtime.Live.Tests.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>What is left of a live session whose end is on the record: nothing.</summary>
public sealed class LeftoverTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task Nobody_waits_for_the_driver_of_a_session_that_upstream_ended()
    {
        var stack = await StartStack(new StackSettings { Worker = new Dictionary<string, string> { ["Realtime__Bounds__ClientGoneMilliseconds"] = "600000" } });
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim");
        await client.Say("hello");
        await stack.Upstream.Break(client.Session, "close");
        Assert.Equal(1000, await client.UntilClosed());
        await Patience.Until(async () => await stack.Remains() is { Sessions: 0, Reachable: 0 }, "a worker that holds nothing of the session");
    }
}
