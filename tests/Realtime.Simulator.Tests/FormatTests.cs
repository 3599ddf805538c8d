using System.Text.Json.Nodes;

namespace Realtime.Simulator.Tests;

/// <summary>G.711 in and out, and sessions that only transcribe.</summary>
public sealed class FormatTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Theory]
    [InlineData("audio/pcmu", 0xFF)]
    [InlineData("audio/pcma", 0xD5)]
    public async Task G711_counts_8_000_bytes_a_second_both_ways(string type, byte silence)
    {
        using var client = await RawClient.ConnectAsync(simulator);
        await client.UntilAsync("session.created");
        await client.UpdateAsync(new JsonObject { ["audio"] = new JsonObject
        {
            ["input"] = new JsonObject { ["format"] = new JsonObject { ["type"] = type } },
            ["output"] = new JsonObject { ["format"] = new JsonObject { ["type"] = type } },
        } });
        await client.UntilAsync("session.updated");
        // A square wave of 400 Hz at full scale: sign bit set and clear, with the loudest code.
        var tone = Enumerable.Range(0, 8 * 600).Select(at => (byte)((at / 10 % 2 == 0 ? 0x80 : 0) ^ (type == "audio/pcmu" ? 0x00 : 0x2A))).ToArray();
        await client.SendAsync(Append(tone));
        await client.SendAsync(Append(Enumerable.Repeat(silence, 8 * 800).ToArray()));
        var heard = (string)(await client.UntilAsync("conversation.item.done"))["item"]!["type"]!;
        Assert.Equal("message", heard);
        var all = await client.ReceiveUntilAsync("response.done");
        var words = (string)all.Last(e => (string?)e["type"] == "response.output_audio_transcript.done")["transcript"]!;
        Assert.Matches(@"^I heard 1,\d{3} ms of audio\.$", words);
        var bytes = all.Where(e => (string?)e["type"] == "response.output_audio.delta").Sum(e => Convert.FromBase64String((string)e["delta"]!).Length);
        Assert.Equal(0, bytes % 160); // 20 ms
        Assert.InRange(bytes, 8 * 1_000, 8 * 2_500);
    }

    [Fact]
    public async Task A_transcription_session_writes_down_what_it_hears_and_refuses_the_rest()
    {
        using var client = await RawClient.ConnectAsync(simulator, "intent=transcription");
        var session = (await client.UntilAsync("session.created"))["session"]!;
        Assert.Equal(("transcription", false), ((string?)session["type"], session["audio"]!.AsObject().ContainsKey("output")));
        await client.UpdateAsync(new JsonObject());
        Assert.Equal("session.type", (string?)(await client.UntilAsync("error"))["error"]!["param"]);
        await client.SendAsync(new JsonObject { ["type"] = "session.update", ["session"] = new JsonObject { ["type"] = "transcription",
            ["audio"] = new JsonObject { ["input"] = new JsonObject { ["transcription"] = new JsonObject { ["model"] = "gpt-transcribe" } } } } });
        await client.UntilAsync("session.updated");
        foreach (var refused in new[] { "response.create", "conversation.item.create" })
        {
            await client.SendAsync(new JsonObject { ["type"] = refused, ["item"] = new JsonObject() });
            Assert.Equal("invalid_event", (string?)(await client.UntilAsync("error"))["error"]!["code"]);
        }

        await client.SendAsync(Append(new byte[48 * 500]));
        await client.SendAsync(new JsonObject { ["type"] = "input_audio_buffer.commit" });
        Assert.Equal("heard 500 ms", (string?)(await client.UntilAsync("conversation.item.input_audio_transcription.completed"))["transcript"]);
    }

    [Fact]
    public async Task A_retrieved_item_has_its_audio()
    {
        using var client = await RawClient.ConnectAsync(simulator);
        await client.SendAsync(Append(new byte[48 * 500]));
        await client.SendAsync(new JsonObject { ["type"] = "input_audio_buffer.commit" });
        var item = (string)(await client.UntilAsync("conversation.item.done"))["item"]!["id"]!;
        await client.SendAsync(new JsonObject { ["type"] = "conversation.item.retrieve", ["item_id"] = item });
        var audio = (string)(await client.UntilAsync("conversation.item.retrieved"))["item"]!["content"]![0]!["audio"]!;
        Assert.Equal(48 * 500, Convert.FromBase64String(audio).Length);
    }

    private static JsonObject Append(byte[] audio) =>
        new() { ["type"] = "input_audio_buffer.append", ["audio"] = Convert.ToBase64String(audio) };
}
