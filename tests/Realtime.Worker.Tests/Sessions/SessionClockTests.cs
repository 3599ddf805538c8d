using Microsoft.Extensions.Time.Testing;
using Realtime.Sessions;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>When a session's clients are told that its limit is near, and when it is reached.</summary>
public sealed class SessionClockTests : IAsyncDisposable
{
    readonly FakeTimeProvider time = new();
    readonly List<EndReason> over = [];
    SessionClock? clock;
    int near;

    [Theory]
    [InlineData(3_600, null, 3_540)]
    [InlineData(3_600, 300, 240)]
    [InlineData(3_600, 20, 10)] // too short for a minute's notice: half of it
    [InlineData(60, 300, 30)] // the provider's limit is the lower one
    public void Notice_is_given_a_minute_before_the_limit(int limit, int? asked, int noticeAfter)
    {
        Start(limit, asked, AtCap.End);
        time.Advance(TimeSpan.FromSeconds(noticeAfter) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, near);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 0), (near, over.Count));
        time.Advance(TimeSpan.FromSeconds(Math.Min(limit, asked ?? limit) - noticeAfter));
        Assert.Equal([EndReason.Expired], over);
    }

    [Fact]
    public void A_renewed_transport_has_the_whole_time_again()
    {
        Start(3_600, null, AtCap.Renew);
        time.Advance(TimeSpan.FromSeconds(3_540));
        clock!.Renewed();
        time.Advance(TimeSpan.FromSeconds(3_539));
        Assert.Equal((1, 0), (near, over.Count));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, near);
    }

    [Fact]
    public void A_session_s_own_limit_holds_however_often_it_is_renewed()
    {
        Start(60, 100, AtCap.Renew);
        time.Advance(TimeSpan.FromSeconds(50));
        clock!.Renewed();
        time.Advance(TimeSpan.FromSeconds(49));
        Assert.Empty(over);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([EndReason.Expired], over);
    }

    [Fact]
    public void However_often_it_is_renewed_a_session_has_an_end()
    {
        Start(3_600, null, AtCap.Renew);
        for (var hour = 0; hour < 23; hour++)
        {
            time.Advance(TimeSpan.FromSeconds(3_599));
            clock!.Renewed();
        }

        Assert.Empty(over);
        time.Advance(TimeSpan.FromSeconds(86_400 - 23 * 3_599));
        Assert.Contains(EndReason.Expired, over);
    }

    [Fact]
    public void A_session_that_was_taken_over_has_what_is_left_of_its_life()
    {
        Start(3_600, 100, AtCap.End, age: 70);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(over);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([EndReason.Expired], over);
    }

    void Start(int limit, int? asked, AtCap atCap, int age = 0) => clock = new SessionClock(
        new SessionOptions("gpt-realtime", MaxSeconds: asked, AtCap: atCap), new SessionBounds { SessionSeconds = limit }, time, over.Add, () => near++, TimeSpan.FromSeconds(age));

    public async ValueTask DisposeAsync()
    {
        if (clock is not null) await clock.DisposeAsync();
    }
}
