using System.Net.NetworkInformation;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>After its end, nothing of a session remains.</summary>
public sealed class LeftoverTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly string[] Faults =
        ["close", "insufficient-quota", "reset", "drop", "binary", "flood-close", "no-close", "refuse-500", "close-at-once", "reset-on-write"];

    [Fact]
    public async Task Nothing_of_an_ended_session_remains()
    {
        var stack =
            await StartStack(new StackSettings { Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "5" } });
        await LiveAndEnd(stack, rounds: 1); // so that pools and caches have their full size
        var before = await stack.Remains();
        await LiveAndEnd(stack, rounds: 8);

        await Patience.Until(async () => await stack.Upstream.OpenCount() == 0, "no connection at the simulator");
        await Patience.Until(() => Task.FromResult(SocketsTo(stack.Simulator.Address.Port) == 0), "no socket to the simulator");
        await Patience.Until(async () => (await stack.Remains()) is { Sessions: 0, Reachable: 0 } now && now.Timers <= before.Timers + 2,
            $"as few timers as before ({before})");
    }

    static async Task LiveAndEnd(RealtimeStack stack, int rounds)
    {
        await Parallel.ForEachAsync(Enumerable.Repeat(Faults, rounds).SelectMany(f => f),
            new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (fault, _) =>
            {
                var session = await stack.Client.NewConversation().StartWithFault(fault);
                if (fault is "no-close" or "reset-on-write") await session.Started();
                await session.TryAudio(Speech.Silence(200));
                await session.TryText("a word");
                if (fault is "no-close") await session.TryEnd();
                await session.Ended();
            });
    }

    static int SocketsTo(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(c => c.RemoteEndPoint.Port == port && c.State is TcpState.Established or TcpState.CloseWait);
}
