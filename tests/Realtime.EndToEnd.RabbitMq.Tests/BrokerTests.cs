using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Failures of a broker that runs as its own process.</summary>
public sealed class BrokerTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task Killing_the_broker_under_load_loses_no_start_and_no_end()
    {
        var stack = await StartStack(new StackSettings { OwnBus = true, Workers = 2 });
        var under = stack.StartSessions(20);
        await ((BrokerBus)stack.Bus).Kill();
        var sessions = (await under).Concat(await stack.StartSessions(5)).ToList();
        await stack.Bus.GiveBack();
        foreach (var session in sessions)
        {
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
            Assert.Equal("requested, claimed, started, end_requested, ended(requested)", (await session.Ended()).Life());
        }
    }

    [Fact]
    public async Task Services_that_start_before_their_broker_take_sessions_and_connect_to_it_later()
    {
        var stack = await StartStack(new StackSettings { OwnBus = true });
        await ((BrokerBus)stack.Bus).Kill();
        var (starting, startingToo) = (stack.StartWorker(), stack.StartApi());
        var (worker, api) = (await starting, await startingToo);
        using var client = new ApiClient(api.Address);
        var session = await (await client.NewConversation().Start()).Started();
        Assert.Equal(("Degraded", "Degraded"), (await worker.Health("bus"), await api.Health("bus")));

        await stack.Bus.GiveBack();
        await Patience.Until(async () => (await worker.Health("bus"), await api.Health("bus")) is ("Healthy", "Healthy"),
            "the bus healthy");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
    }
}
