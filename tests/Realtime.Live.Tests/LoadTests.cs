using System.Net;
using System.Security.Cryptography;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

/// <summary>Many, large and slow messages. The model "echo" sends each piece of audio back.</summary>
[Collection(LiveServices.Name)]
public sealed class LoadTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Fact]
    public async Task A_client_that_does_not_read_delays_neither_the_others_nor_the_end()
    {
        const int pieces = 100;
        await using var driver = await Drive("echo");
        await driver.Until("session.created");
        await using var stuck = await Attach(driver, "?drive=false&after=0", reads: false);
        var audio = Convert.ToBase64String(new byte[384 * 1024]);
        for (var i = 0; i < pieces; i++)
        {
            await driver.Append(audio);
            await driver.Until("response.output_audio.delta");
        }

        (await OverHttp(driver).TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.Equal(1000, await driver.UntilClosed());
        Assert.Equal("session_ended", driver.Seen[^1].Type);

        stuck.Read();
        await stuck.UntilClosed();
        Assert.True(stuck.Seen.Count(m => m.Type == "response.output_audio.delta") < pieces);
    }

    [Fact]
    public async Task A_message_of_five_mebibytes_passes_both_ways()
    {
        await using var driver = await Drive("echo");
        await driver.Until("session.created");
        var audio = Convert.ToBase64String(RandomNumberGenerator.GetBytes(5 * 1024 * 1024 / 4 * 3));
        for (var i = 0; i < 3; i++)
        {
            await driver.Append(audio);
            Assert.Equal(audio, (await driver.Until("response.output_audio.delta")).Text("delta"));
        }
    }

    [Fact]
    public async Task A_message_beyond_the_limit_closes_the_socket_and_the_session_waits_for_its_client()
    {
        await using var driver = await Drive("echo");
        await driver.Until("session.created");
        await driver.TrySend($$"""{"type":"input_audio_buffer.append","audio":"{{new string('A', 17 * 1024 * 1024)}}"}""");
        Assert.Equal(1009, await driver.UntilClosed());

        await using var back = await Attach(driver, "?after=0");
        await back.Until("session_started");
        await back.Append("AAAA");
        Assert.Equal("AAAA", (await back.Until("response.output_audio.delta")).Text("delta"));
    }
}
