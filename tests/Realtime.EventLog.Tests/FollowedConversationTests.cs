namespace Realtime.EventLog.Tests;

public sealed class FollowedConversationTests
{
    const string C = "c";
    readonly FollowedConversation conversation = new(C, recentEvents: 8);

    public FollowedConversationTests() => conversation.BeginAt(0);

    [Fact]
    public void Followers_of_a_busy_conversation_get_its_events_from_memory()
    {
        Hear(1, 2);
        conversation.Rest();
        Hear(3);
        conversation.Rest();
        Assert.Equal([2, 3], Versions(after: 1));
    }

    [Fact]
    public void A_conversation_that_was_quiet_between_two_polls_keeps_nothing_in_memory()
    {
        Hear(1, 2);
        conversation.Rest();
        conversation.Rest();
        Assert.Null(Versions(after: 1)); // it must be read from the database
        Assert.Empty(Versions(after: 2)!);
    }

    [Fact]
    public void Events_after_a_quiet_time_come_from_memory_again()
    {
        Hear(1, 2);
        conversation.Rest();
        conversation.Rest();
        Hear(3, 4);
        Assert.Equal([3, 4], Versions(after: 2));
        Assert.Null(Versions(after: 1));
    }

    [Fact]
    public void It_keeps_few_large_events_but_always_the_last()
    {
        foreach (var version in (int[])[1, 2, 3]) HearLarge(version, bytes: 600 * 1024);
        Assert.Null(Versions(after: 1));
        Assert.Equal([3], Versions(after: 2));
        HearLarge(4, bytes: 5 * 1024 * 1024);
        Assert.Null(Versions(after: 2));
        Assert.Equal([4], Versions(after: 3));
        Hear(5);
        Assert.Equal([5], Versions(after: 4));
    }

    [Fact]
    public void After_a_gap_it_takes_nothing_and_names_the_missing_version()
    {
        Hear(1, 2, 4, 5);
        Assert.Equal((2, 3), (conversation.Position, conversation.Missing));
        Hear(3);
        Assert.Equal(2, conversation.Position);
    }

    void HearLarge(int version, int bytes) =>
        conversation.TryAdd(new LoggedEvent(C, version, version, "text_submitted", DateTimeOffset.UnixEpoch, new byte[bytes]));

    void Hear(params int[] versions)
    {
        foreach (var version in versions)
            conversation.TryAdd(new LoggedEvent(C, version, version, "text_submitted", DateTimeOffset.UnixEpoch, "{}"u8.ToArray()));
    }

    IEnumerable<long>? Versions(long after) => conversation.After(after, out _)?.Select(e => e.Version);
}
