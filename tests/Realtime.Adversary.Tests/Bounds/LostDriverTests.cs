using System.Diagnostics;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Bounds;

/// <summary>Drivers that go while the worker has no room for what they send.</summary>
public sealed class LostDriverTests(ITestOutputHelper output) : StackTests(output)
{
    /// <summary>Longer than what the operating system takes for a process that does not read.</summary>
    const int PartBytes = 15 * 1024 * 1024;

    static readonly TimeSpan RoomIsHeld = TimeSpan.FromSeconds(59);

    [Fact]
    public async Task One_that_is_lost_while_its_large_message_waits_for_room_leaves_its_session()
    {
        var stack = await StartStack(With(("Realtime__Worker__BufferBytes", "20971520"), ("Realtime__Bounds__ClientGoneMilliseconds", "300")));
        using var holder = await Driver.Connect(stack.Api.Address, "/v1/realtime?model=sim");
        var hearing = holder.Hear();
        var since = Stopwatch.StartNew();
        await holder.Send(new byte[PartBytes], endOfMessage: false); // it has nearly all room, for a minute
        await LoseOne();
        await LoseOne(); // it finds no room either, unless this machine takes longer than the minute
        (await Session(stack, holder).TryEnd()).MustBe(System.Net.HttpStatusCode.OK);
        await hearing;

        async Task LoseOne()
        {
            var waiting = await Driver.Connect(stack.Api.Address, "/v1/realtime?model=sim");
            var sending = waiting.Send(new byte[PartBytes], endOfMessage: false);
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.True(!sending.IsCompleted || since.Elapsed > RoomIsHeld);
            waiting.Dispose();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.EndsWith("ended(client_gone)", await Life(stack, waiting), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_that_closes_while_the_model_takes_nothing_has_closed_its_session()
    {
        var stack = await StartStack(With(("Realtime__Worker__SessionBufferBytes", "1048576"),
            ("Realtime__Bounds__ConnectMilliseconds", "120000"), ("Realtime__Bounds__ClientGoneMilliseconds", "3600000")));
        using var driver = await Driver.Connect(stack.Api.Address, "/v1/realtime?model=sim-fault-no-handshake");
        for (var i = 0; i < 9; i++) await driver.Send(Item(100 * 1024)); // each takes 128 KiB: more than the queue to the model holds
        await driver.Send(Item(1024));
        await driver.Close();
        Assert.EndsWith("ended(requested)", await Life(stack, driver), StringComparison.Ordinal);
    }

    /// <summary>An API that does not read a client, because the worker does not, finds its loss by pings.</summary>
    static StackSettings With(params (string Name, string Value)[] settings) => new()
    {
        Api = new Dictionary<string, string> { ["Realtime__LivePingSeconds"] = "1", ["Realtime__LivePongSeconds"] = "60" },
        Worker = settings.ToDictionary(s => s.Name, s => s.Value),
    };

    static SessionClient Session(RealtimeStack stack, Driver driver) =>
        new ConversationClient(stack.Client, driver.Conversation).Session(driver.Session);

    static async Task<string> Life(RealtimeStack stack, Driver driver) => (await Session(stack, driver).Ended()).Life();

    static byte[] Item(int bytes) => System.Text.Encoding.UTF8.GetBytes($$"""{"type":"conversation.item.create","x":"{{new string('x', bytes)}}"}""");
}
