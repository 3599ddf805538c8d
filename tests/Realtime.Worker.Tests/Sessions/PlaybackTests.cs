using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

public sealed class PlaybackTests
{
    readonly Playback playback = new();

    [Fact]
    public void Nothing_is_cut_where_nothing_played() => Assert.Null(playback.Interrupt());

    [Fact]
    public void The_last_item_is_cut_where_it_was_heard()
    {
        playback.Add(new UpstreamMessage.Audio("first", 0, 400));
        playback.Add(new UpstreamMessage.Audio("second", 1, 20));
        playback.Add(new UpstreamMessage.Audio("second", 1, 30));
        Assert.Equal(("second", 1, 50), playback.Interrupt());
    }

    [Fact]
    public void An_item_is_cut_once()
    {
        playback.Add(new UpstreamMessage.Audio("first", 0, 400));
        playback.Interrupt();
        Assert.Null(playback.Interrupt());
    }

    /// <summary>Each piece is rounded down by itself: 24 samples are a millisecond.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(47, 0)]
    [InlineData(48, 1)]
    [InlineData(95, 1)]
    [InlineData(48_000, 1_000)]
    public void A_piece_lasts_as_long_as_its_samples(long bytes, long milliseconds) => Assert.Equal(milliseconds, AudioDelta.Milliseconds(bytes));
}
