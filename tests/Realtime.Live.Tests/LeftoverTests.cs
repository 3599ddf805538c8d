using Realtime.Testing.Stack;
using Realtime.Live.Tests.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>Nothing is left of a live session whose end is on the record.</summary>
public sealed class LeftoverTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_session_that_upstream_ended_does_not_wait_for_its_driver()
    {
        var stack = await StartStack(new StackSettings { Worker = new Dictionary<string, string> { ["Realtime__Bounds__ClientGoneMilliseconds"] = "600000" } });
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim");
        await client.Say("hello");
        await stack.Upstream.Break(client.Session, "close");
        Assert.Equal(1000, await client.UntilClosed());
        await Patience.Until(async () => await stack.Remains() is { Sessions: 0, Reachable: 0 },
            "a worker that holds nothing of the session");
    }
}
