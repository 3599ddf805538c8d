using Realtime.Testing.Stack;
using Realtime.Live.Tests.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>What a live socket gets when its worker ends; each test has workers of its own.</summary>
public sealed class WorkerLossTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_killed_worker_gives_its_clients_the_end()
    {
        var stack =
            await StartStack(new StackSettings { Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "3" } });
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim");
        await client.Say("hello");
        await stack.Workers[0].Kill();
        await stack.StartWorker();
        Assert.Equal(4503, await client.UntilClosed());
        Assert.Equal(("session_ended", "worker_lost"), (client.Seen[^1].Type, client.Seen[^1].Data.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_worker_that_stops_gives_its_clients_the_end()
    {
        var stack = await StartStack(StackSettings.Default);
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim");
        await client.Say("hello");
        await stack.Workers[0].Stop();
        Assert.Equal(1001, await client.UntilClosed());
        Assert.Equal(("session_ended", "server_shutdown"), (client.Seen[^1].Type, client.Seen[^1].Data.GetProperty("reason").GetString()));
    }
}
