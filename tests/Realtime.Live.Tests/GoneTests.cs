using Realtime.Testing.Client;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests;

[Collection(QuickLiveServices.Name)]
public sealed class GoneTests(QuickLiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    [Fact]
    public async Task A_driver_that_is_lost_beyond_the_grace_time_ends_its_session()
    {
        await using var driver = await Drive();
        await driver.Until("session.created");
        await using var listener = await Attach(driver, "?after=0&drive=false");
        driver.Abort();
        Assert.Equal(4499, await listener.UntilClosed());
        Assert.Equal("session_ended", listener.Seen[^1].Type);
        Assert.Equal("requested, claimed, started, ended(client_gone)", (await OverHttp(driver).Ended()).Life());
        await Upstream.Gone(driver.Session);
    }

    /// <summary>The Close frame follows the audio in the driver's stream, so all audio is sent or dropped by then.</summary>
    [Fact]
    public async Task Audio_that_the_model_does_not_take_is_dropped_and_counted()
    {
        const int frames = 60;
        await using var driver = await Drive("sim-fault-deaf");
        await driver.Until("session.updated");
        var audio = Convert.ToBase64String(new byte[384 * 1024]);
        for (var i = 0; i < frames; i++) await driver.Append(audio);
        await driver.Close();
        var totals = (await OverHttp(driver).Ended()).End().Data.GetProperty("totals");
        var (dropped, milliseconds) =
            (totals.GetProperty("framesDropped").GetInt64(), totals.GetProperty("audioInMilliseconds").GetInt64());
        Assert.InRange(dropped, 1, frames - 4);
        // Audio after a write that timed out is neither; on a busy machine that may be before the last frame.
        Assert.InRange(milliseconds, 8_192, (frames - dropped) * 8_192);
        Assert.Equal(0, milliseconds % 8_192);
    }
}
