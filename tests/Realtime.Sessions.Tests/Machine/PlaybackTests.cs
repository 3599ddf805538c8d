using Realtime.Sessions.Machine;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>Speech over output audio cuts it where it can have been heard, and only while it plays.</summary>
public class PlaybackTests
{
    [Fact]
    public void Nothing_is_cut_once_the_answer_has_played()
    {
        var talk = Conversing().Said(Began());
        for (var i = 0; i < 5; i++) talk.Said(Audio(100));
        Assert.Empty(talk.Said(Over()).After(10).Said(Speaks()).Sent());
    }

    [Fact]
    public void What_came_in_one_burst_is_cut_where_it_was_heard()
    {
        var talk = Conversing().Said(Began());
        for (var i = 0; i < 50; i++) talk.Said(Audio(100));
        Assert.Equal(["truncate a1 at 1000"], talk.After(1).Said(Speaks()).Sent());
    }

    [Fact]
    public void What_comes_as_it_plays_is_cut_where_it_was_heard()
    {
        var talk = Conversing().Said(Began());
        for (var i = 0; i < 20; i++) talk.Said(Audio(100)).After(0.1);
        Assert.Equal(["truncate a1 at 2040"], talk.Said(Audio(100)).After(0.04).Said(Speaks()).Sent());
    }

    [Fact]
    public void A_pause_in_the_stream_was_not_heard() =>
        Assert.Equal(["truncate a1 at 150"], Conversing().Said(Audio(100)).After(1).Said(Audio(100)).After(0.05).Said(Speaks()).Sent());

    [Fact] public void Audio_of_an_unknown_length_cuts_nothing() => Assert.Empty(
        Conversing().Said(Audio(900)).Said(new UpstreamMessage.Audio("a1", 0, null)).After(0.1).Said(Speaks()).Sent());

    [Fact] public void A_delta_of_no_bytes_cuts_nothing() => Assert.Empty(Conversing().Said(Audio(0)).Said(Speaks()).Sent());

    [Fact] public void Nothing_is_cut_before_anything_was_heard() => Assert.Empty(Conversing().Said(Audio(100)).Said(Speaks()).Sent());

    [Fact] public void An_item_is_cut_once() =>
        Assert.Equal(["truncate a1 at 100"], Conversing().Said(Audio(900)).After(0.1).Said(Speaks()).Said(Speaks("u2")).Sent());

    [Fact]
    public void What_still_arrives_of_a_cut_item_is_not_played() =>
        Assert.Equal(["truncate a1 at 100"], Conversing().Said(Audio(900)).After(0.1).Said(Speaks()).Said(Audio(500)).After(0.1)
            .Said(Speaks("u2")).Sent());

    [Fact]
    public void Another_item_is_counted_anew() =>
        Assert.Equal(["truncate a2 at 200"], Conversing().Said(Audio(300)).After(1).Said(Audio(900, "a2")).After(0.2).Said(Speaks())
            .Sent());

    [Fact]
    public void A_live_driver_cuts_by_itself() => Assert.Empty(Conversing().DriverCame().Said(Audio(900)).After(0.1).Said(Speaks()).Sent());

    [Fact]
    public void After_a_driver_left_an_answer_whose_beginning_it_heard_is_not_cut()
    {
        var talk = Conversing().DriverCame().Said(Began()).DriverLeft().Said(Audio(900)).After(0.1).Said(Speaks());
        Assert.Empty(talk.Sent());
        Assert.Equal(["truncate a2 at 100"], talk.Said(StopsSpeaking()).Said(Over(), Began("r2"), Audio(900, "a2")).After(0.1)
            .Said(Speaks("u2")).Sent());
    }

    [Fact]
    public void A_provider_that_cannot_cut_is_not_asked_to() =>
        Assert.Empty(Conversing(can: All with { Truncate = false }).Said(Audio(900)).After(0.1).Said(Speaks()).Sent());

    [Fact]
    public void A_provider_that_does_not_stop_by_itself_is_told_to() =>
        Assert.Equal(["Cancel", "truncate a1 at 100"], Conversing(can: All with { Cancel = true }).Said(Began(), Audio(900)).After(0.1)
            .Said(Speaks()).Sent());
}
