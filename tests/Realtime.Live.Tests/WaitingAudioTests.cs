using Realtime.Live.Tests.Client;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>A driver's audio while the transport is being opened, which takes seconds.</summary>
public sealed class WaitingAudioTests(ITestOutputHelper output) : StackTests(output)
{
    const int Frame = 20, SixSeconds = 6_000 / Frame;
    static readonly string Silence = Convert.ToBase64String(new byte[Frame * 48]);

    static StackSettings Waiting(int bytes) => new()
    {
        Worker = new Dictionary<string, string>
        {
            ["Realtime__Bounds__ConnectMilliseconds"] = "120000",
            ["Realtime__Bounds__WaitingAudioBytes"] = $"{bytes}",
        },
    };

    static async Task Speak(LiveClient client)
    {
        for (var frame = 0; frame < SixSeconds; frame++) await client.Send(new { type = "input_audio_buffer.append", audio = Silence });
    }

    [Fact]
    public async Task Six_seconds_of_audio_wait_for_the_transport()
    {
        var stack = await StartStack(Waiting(2 * 1024 * 1024));
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim-fault-no-handshake");
        await stack.Upstream.Connection(client.Session);
        await Speak(client);
        await client.Send(new { type = "session.update", session = new { type = "realtime", instructions = "the last" } });
        await stack.Upstream.Answer(client.Session);
        await client.Until(m => m.Type == "session.updated" && m.Settings()["instructions"]?.GetValue<string>() == "the last",
            "the driver's own configuration");
        Assert.Equal(6_000, (await stack.Upstream.Connections(client.Session))[^1].AudioMilliseconds);
        Assert.DoesNotContain(client.Seen, m => m.Type == "input_audio_dropped");
    }

    [Fact]
    public async Task Beyond_its_bytes_audio_is_dropped_and_the_driver_is_informed()
    {
        var stack = await StartStack(Waiting(64 * 1024));
        await using var client = await LiveClient.Connect(stack.Api.Address, "/v1/realtime?model=sim-fault-no-handshake");
        await stack.Upstream.Connection(client.Session);
        await Speak(client);
        var dropped = await client.Until("input_audio_dropped");
        Assert.Equal(client.Session.ToString(), dropped.Text("sessionId"));
        Assert.InRange(dropped.Json.GetProperty("framesDropped").GetInt32(), 1, SixSeconds);
        await stack.Upstream.Answer(client.Session);
        await client.Until("session.updated");
        await client.Close();
        var end = (await new ConversationClient(stack.Client, client.Conversation).Session(client.Session).Ended()).End();
        Assert.InRange(end.Data.GetProperty("totals").GetProperty("framesDropped").GetInt32(), 1, SixSeconds);
    }
}
