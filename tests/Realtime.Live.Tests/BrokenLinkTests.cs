using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Realtime.Live.Tests.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>The connection between API and worker breaks while both run: what it did not bring comes from the log.</summary>
public sealed class BrokenLinkTests(ITestOutputHelper output) : StackTests(output)
{
    /// <summary>Fewer than wait for one live socket: on a busy machine the API would else be disconnected as too slow.</summary>
    const int Flood = 2_000;

    [Fact]
    public async Task What_a_broken_connection_did_not_bring_comes_from_the_log()
    {
        await using var gate = new Gate();
        var stack = await StartStack(new StackSettings { Workers = 0 });
        var worker =
            await stack.StartWorker(new Dictionary<string, string> { ["Realtime__Worker__Address"] = $"http://127.0.0.1:{gate.Port}" });
        gate.Target = worker.Address.Port;
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim");
        await client.Until("session.updated");

        await stack.Upstream.Break(client.Session, $"flood&count={Flood}");
        foreach (var at in new[] { 300, 1_000 })
        {
            await client.Until(m => Number(m) >= at, $"item {at} of the flood");
            await gate.Cut();
        }

        await client.Until(m => Number(m) == Flood, "the flood's end");
        Assert.Equal(Enumerable.Range(1, Flood), client.Seen.Select(Number).Where(n => n > 0).Distinct().Order());
        var envelopes = client.Envelopes.Select(m => m.Version).ToList();
        Assert.Equal(envelopes.Order().Distinct(), envelopes);
        Assert.Contains(client.Envelopes, m => m.Type == "item_added");

        await client.Say("still driving");
        await client.Close();
        await using var follower = new ConversationClient(stack.Client, client.Conversation).Follow();
        Assert.Equal("requested", (await follower.Until("session_ended")).Text("reason"));
    }

    /// <summary>The item of the flood that a message is about, whether it came live or from the log.</summary>
    static int Number(LiveMessage message)
    {
        var holder = message.Type switch { "item_added" => message.Data, "conversation.item.added" => message.Json, _ => default };
        if (holder.ValueKind is not JsonValueKind.Object || holder.GetProperty("item").GetProperty("id").GetString() is not { } id)
            return 0;
        return id.StartsWith("item_flood_", StringComparison.Ordinal)
            ? int.Parse(id["item_flood_".Length..], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
    }
}
