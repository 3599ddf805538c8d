using System.Diagnostics;
using System.Net;
using System.Text;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Bounds;

/// <summary>Drivers that send the largest allowed messages while the model does not answer its handshake.</summary>
public sealed class LargeMessageTests(ITestOutputHelper output) : StackTests(output)
{
    const int Drivers = 100;
    const int MessageBytes = 16 * 1024 * 1024;
    const long BufferBytes = 64 * 1024 * 1024;

    /// <summary>
    /// The budget, the memory pages of the accepted messages, and what the runtime keeps of released ones; unbounded it would be gigabytes.
    /// </summary>
    const long Room = 4 * BufferBytes + 384 * 1024 * 1024L;

    [Fact]
    public async Task A_hundred_of_them_wait_and_a_session_beside_them_goes_on()
    {
        var stack = await StartStack(new StackSettings
        {
            Worker = new Dictionary<string, string>
            {
                ["Realtime__Worker__BufferBytes"] = BufferBytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Realtime__Bounds__ConnectMilliseconds"] = "120000",
                ["Realtime__Bounds__ClientGoneMilliseconds"] = "3600000",
            },
        });
        var beside = (await stack.StartSessions(1, new { modality = "text" }))[0];
        await using var follower = beside.Conversation.Follow();
        var drivers = new List<Driver>();
        for (var i = 0; i < Drivers; i++) drivers.Add(await Driver.Connect(stack.Api.Address, "/v1/realtime?model=sim-fault-no-handshake"));
        var before = Memory(stack);

        using var over = new CancellationTokenSource();
        var message = new byte[MessageBytes];
        Encoding.UTF8.GetBytes("{\"type\":\"conversation.item.create\",\"x\":\"").CopyTo(message, 0);
        message.AsSpan(40).Fill((byte)'x');
        "\"}"u8.CopyTo(message.AsSpan(MessageBytes - 2));
        var flooding = Task.WhenAll(drivers.Select(driver => driver.Flood(message, over.Token)));
        for (var i = 0; i < 10; i++)
        {
            await beside.Text($"Hello {i}");
            await follower.Until("response_done");
        }

        Assert.InRange(Memory(stack), 0, before + Room);

        // An end does not wait for waiting messages.
        foreach (var driver in drivers.Take(10))
            (await stack.Client.Post($"/conversations/{driver.Conversation}/sessions/{driver.Session}/end")).MustBe(HttpStatusCode.OK);
        await over.CancelAsync();
        foreach (var driver in drivers) driver.Dispose();
        await flooding;
        (await beside.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    /// <summary>The worker's peak memory.</summary>
    static long Memory(RealtimeStack stack)
    {
        using var worker = Process.GetProcessById(stack.Workers[0].Id);
        return worker.PeakWorkingSet64;
    }
}
