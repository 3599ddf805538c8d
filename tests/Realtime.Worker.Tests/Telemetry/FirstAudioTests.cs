using Microsoft.Extensions.Time.Testing;
using Realtime.Sessions;
using Realtime.Worker.Sessions;
using Realtime.Worker.Telemetry;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Telemetry;

/// <summary>The latency of a turn is measured on the path of audio, where it must cost nothing.</summary>
public sealed class FirstAudioTests
{
    readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_first_frame_counts_until_its_response_is_over()
    {
        var audio = new FirstAudio(new SessionTime(time));
        Assert.Null(audio.Take());
        var first = time.GetUtcNow();
        audio.Heard();
        time.Advance(TimeSpan.FromSeconds(1));
        audio.Heard();
        Assert.Equal(first, audio.Take());
        Assert.Null(audio.Take());
        audio.Heard();
        Assert.Equal(time.GetUtcNow(), audio.Take());
    }

    [Fact]
    public void A_frame_of_audio_allocates_nothing()
    {
        var meter = new SessionMeter(SessionTotals.None, new FirstAudio(new SessionTime(time)));
        var frame = new AudioLength(4_800, 24_000);
        meter.AudioOut(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 10_000; n++) meter.AudioOut(frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
