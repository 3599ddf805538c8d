using Microsoft.Extensions.Time.Testing;

namespace Realtime.EventLog.Tests;

public sealed class PollSlicesTests
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly FakeTimeProvider time = new();
    readonly PollSlices polls;

    public PollSlicesTests() => polls = new PollSlices(Interval, time);

    static FollowedConversation[] Followed(int count) =>
        [.. Enumerable.Range(0, count).Select(n => new FollowedConversation($"c{n}", 1) { Followers = 1 })];

    List<FollowedConversation> Take(FollowedConversation[] followed, out long? since)
    {
        var slice = new List<FollowedConversation>();
        since = polls.Take(followed, slice);
        return slice;
    }

    [Fact]
    public void Nothing_is_due_before_the_interval_is_over()
    {
        Assert.Equal(Interval, polls.Wait);
        time.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.Empty(Take(Followed(3), out var since));
        Assert.Null(since);
    }

    [Fact]
    public void Few_conversations_are_polled_together_once_in_each_interval()
    {
        var followed = Followed(PollSlices.Smallest);
        for (var n = 0; n < 3; n++)
        {
            time.Advance(Interval);
            Assert.Equal(followed, Take(followed, out var since));
            Assert.Equal(time.GetTimestamp(), since);
            Assert.Equal(Interval, polls.Wait);
        }
    }

    [Theory]
    [InlineData(65)]
    [InlineData(500)]
    [InlineData(5_001)]
    public void Many_are_polled_in_slices_and_each_of_them_once_in_each_interval(int count)
    {
        var followed = Followed(count);
        for (var n = 0; n < 3; n++)
        {
            time.Advance(polls.Wait);
            var (began, seen, since) = (time.GetTimestamp(), new List<FollowedConversation>(), (long?)null);
            while (since is null)
            {
                var slice = Take(followed, out since);
                Assert.InRange(slice.Count, 1, Math.Max(PollSlices.Smallest, (count + 9) / 10));
                seen.AddRange(slice);
                time.Advance(polls.Wait);
            }

            Assert.Equal(followed, seen);
            Assert.Equal(began, since);
            Assert.Equal(Interval, time.GetElapsedTime(began));
        }
    }

    [Fact]
    public void After_a_failure_all_of_them_are_due_again_at_once()
    {
        var followed = Followed(1_000);
        time.Advance(Interval);
        Take(followed, out _);
        polls.Restart();
        Assert.Equal(TimeSpan.Zero, polls.Wait);
        Assert.Equal("c0", Take(followed, out _)[0].Id);
    }

    [Fact]
    public void Whoever_comes_while_an_interval_runs_is_polled_in_the_next()
    {
        time.Advance(Interval);
        Assert.Empty(Take([], out var since));
        Assert.Equal(time.GetTimestamp(), since);
        time.Advance(Interval);
        Assert.Single(Take(Followed(1), out _));
    }
}
