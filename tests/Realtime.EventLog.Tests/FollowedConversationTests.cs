namespace Realtime.EventLog.Tests;

public sealed class FollowedConversationTests
{
    const string C = "c";
    readonly FollowedConversation conversation = new(C, recentEvents: 8);

    public FollowedConversationTests() => conversation.BeginAt(0);

    [Fact]
    public void News_is_given_out_of_memory_while_a_conversation_is_spoken_in()
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
        Assert.Null(Versions(after: 1)); // it has to be read
        Assert.Empty(Versions(after: 2)!);
    }

    [Fact]
    public void What_comes_after_a_rest_is_given_out_of_memory_again()
    {
        Hear(1, 2);
        conversation.Rest();
        conversation.Rest();
        Hear(3, 4);
        Assert.Equal([3, 4], Versions(after: 2));
        Assert.Null(Versions(after: 1));
    }

    [Fact]
    public void Of_large_events_it_keeps_few_and_the_last_in_any_case()
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
    public void Behind_a_gap_nothing_is_taken_and_the_missing_version_is_named()
    {
        Hear(1, 2, 4, 5);
        Assert.Equal((2, 3), (conversation.Position, conversation.Missing));
        Hear(3);
        Assert.Equal(2, conversation.Position);
    }

    void HearLarge(int version, int bytes) => conversation.TryAdd(new LoggedEvent(C, version, version, "text_submitted", DateTimeOffset.UnixEpoch, new byte[bytes]));

    void Hear(params int[] versions)
    {
        foreach (var version in versions) conversation.TryAdd(new LoggedEvent(C, version, version, "text_submitted", DateTimeOffset.UnixEpoch, "{}"u8.ToArray()));
    }

    IEnumerable<long>? Versions(long after) => conversation.After(after, out _)?.Select(e => e.Version);
}
