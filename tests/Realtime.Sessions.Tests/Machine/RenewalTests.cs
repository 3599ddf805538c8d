using Realtime.Sessions.Machine;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>The provider's limit: noticed in time, by its own clock, and renewed where the start asked for that.</summary>
public class RenewalTests
{
    static readonly SessionOptions Renews = new("m", AtCap: AtCap.Renew);
    static readonly SessionError TooOld = new("session_expired", "m", ErrorOrigin.Upstream, true);
    static readonly HashSet<string> NoItems = [];

    static Input.TransportClosed Closed(CloseKind kind) => new(1, kind, 1001, "bye");

    static UpstreamMessage.Configured ExpiresIn(double seconds) => new(null, Noon.AddSeconds(seconds));

    static Input.Switched Switched(params string[] notRestored) => new(3, notRestored, NoItems, IsRestored: false);

    /// <summary>A session whose new transport is open and whose old one has been asked to settle.</summary>
    static Talk Settling() => Conversing(Renews).After(3_541).Happens(new Input.TransportOpened(2, 5));

    [Fact]
    public void A_minute_before_the_limit_a_new_transport_is_opened()
    {
        var talk = Conversing(Renews).After(3_539);
        Assert.Empty(talk.Did<Effect.Open>());
        Assert.Equal([new Effect.Open(2)], talk.After(1).Did<Effect.Open>());
        Assert.IsType<State.Renewing>(talk.State);
    }

    [Fact]
    public void The_old_transport_settles_and_the_new_one_takes_its_place()
    {
        var talk = Settling();
        Assert.Equal([new Effect.Settle(1, AndPause: true)], talk.Did<Effect.Settle>());
        talk.Said(UpstreamMessage.Settled.Instance);
        Assert.Equal([new Effect.Switch(1, 2, IsSettled: true)], talk.Did<Effect.Switch>());
        talk.Happens(Switched("item i: audio without a transcript"));
        var renewed = Assert.Single(talk.Recorded<TransportRenewed>());
        Assert.Equal((3, "item i: audio without a transcript"), (renewed.ItemsReplayed, Assert.Single(renewed.NotRestored)));
        Assert.Equal([new Effect.Close(1, "renewed")], talk.Did<Effect.Close>());
        Assert.Equal(2, talk.Transport);
    }

    [Fact]
    public void What_is_said_meanwhile_waits_for_the_new_one()
    {
        var talk = Settling().Text("meanwhile");
        Assert.Empty(talk.Sent());
        Assert.Equal(["text meanwhile", "response"], talk.Said(UpstreamMessage.Settled.Instance).Happens(Switched()).Sent());
    }

    [Fact]
    public void An_old_transport_that_does_not_settle_is_not_waited_for_and_what_it_was_asked_is_asked_again()
    {
        var talk = Conversing(Renews).After(3_541).Text("hi").Happens(new Input.TransportOpened(2, 5)).After(5);
        Assert.Equal([new Effect.Switch(1, 2, IsSettled: false)], talk.Did<Effect.Switch>());
        Assert.Equal(["text hi", "response", "response"], talk.Happens(Switched()).Sent());
        Assert.Contains("did not answer it in time", Assert.Single(Assert.Single(talk.Recorded<TransportRenewed>()).NotRestored),
            StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_model_answers_the_renewal_waits_as_long_as_there_is_time()
    {
        var talk = Conversing(Renews).Said(Began()).After(3_560);
        Assert.Empty(talk.Did<Effect.Open>());
        Assert.Single(talk.After(31).Did<Effect.Open>());
    }

    [Fact]
    public void An_answer_that_begins_while_the_old_one_settles_puts_it_off()
    {
        var talk = Settling().Said(Began(), UpstreamMessage.Settled.Instance);
        Assert.Empty(talk.Did<Effect.Switch>());
        Assert.Equal([new Effect.Continue(1)], talk.Did<Effect.Continue>());
        Assert.Equal(2, talk.Said(Over()).After(2).Did<Effect.Open>().Length);
    }

    [Fact]
    public void A_new_transport_that_does_not_come_up_is_tried_again()
    {
        var talk = Conversing(Renews).After(3_541).Happens(new Input.TransportFailed(2, TooOld)).After(1);
        Assert.Equal(2, talk.Did<Effect.Open>().Length);
        Assert.Single(talk.Did<Effect.WarnNotRenewed>());
    }

    [Theory]
    [InlineData(90, 45)] // too short for a minute's notice: half of it
    [InlineData(1_800, 1_740)]
    public void The_provider_s_own_limit_counts(double expires, double near)
    {
        var talk = Conversing(Renews).Said(ExpiresIn(expires)).After(near - 0.1);
        Assert.Empty(talk.Did<Effect.Open>());
        Assert.Single(talk.After(0.2).Did<Effect.Open>());
    }

    [Fact]
    public void Where_nobody_asked_for_a_renewal_the_clients_are_told_and_the_session_expires()
    {
        var talk = Conversing().Said(ExpiresIn(90)).After(46);
        Assert.Equal([new Effect.Broadcast(new Notice.Expiring(Session, 45))], talk.Did<Effect.Broadcast>());
        Assert.Equal(EndReason.Expired, talk.After(46).Ended.Reason);
    }

    [Theory]
    [InlineData(-3_600)]
    [InlineData(36_000)]
    public void A_limit_in_the_past_or_beyond_ours_changes_nothing(double expires) =>
        Assert.Empty(Conversing(Renews).Said(ExpiresIn(expires)).After(3_500).Did<Effect.Open>());

    [Fact]
    public void A_session_that_the_provider_ends_for_its_age_is_expired()
    {
        Assert.Equal(EndReason.Expired, Conversing().Said(new UpstreamMessage.Expired(TooOld)).Ended.Reason);
        Assert.Equal((EndReason.Expired, 1001),
            (Conversing().Happens(Closed(CloseKind.Expired)).Ended.Reason, Conversing().Happens(Closed(CloseKind.Expired))
            .Ended.CloseCode));
    }

    [Fact]
    public void A_provider_that_goes_away_at_its_limit_does_so_for_it()
    {
        Assert.Equal(EndReason.TransportClosed, Conversing().Said(ExpiresIn(90)).After(10).Happens(Closed(CloseKind.Away)).Ended.Reason);
        Assert.Equal(EndReason.Expired, Conversing().Said(ExpiresIn(90)).After(86).Happens(Closed(CloseKind.Away)).Ended.Reason);
    }

    [Fact]
    public void Where_it_was_asked_for_an_expired_transport_is_renewed_and_what_it_owed_is_asked_again()
    {
        var talk = Conversing(Renews).Text("hi").Said(new UpstreamMessage.Expired(TooOld));
        Assert.Equal([new Effect.Open(2)], talk.Did<Effect.Open>());
        talk.Happens(Closed(CloseKind.Away)).Text("more").Happens(new Input.TransportOpened(2, 5));
        Assert.Equal([new Effect.Switch(1, 2, IsSettled: false)], talk.Did<Effect.Switch>());
        Assert.Equal(["text hi", "response", "text more", "response"], talk.Happens(Switched()).Sent());
    }

    [Fact]
    public void Where_that_fails_the_session_is_expired() =>
        Assert.Equal(EndReason.Expired, Conversing(Renews).Said(new UpstreamMessage.Expired(TooOld))
            .Happens(new Input.TransportFailed(2, TooOld)).Ended.Reason);

    [Fact]
    public void A_session_s_own_limit_holds_however_often_it_is_renewed()
    {
        var talk = Conversing(Renews with { MaxSeconds = 5_000 }).After(3_541).Happens(new Input.TransportOpened(2, 5))
            .Said(UpstreamMessage.Settled.Instance).Happens(Switched());
        Assert.Empty(talk.After(1_450).Did<Effect.Finish>());
        Assert.Equal(EndReason.Expired, talk.After(20).Ended.Reason);
    }

    [Fact]
    public void An_open_call_stays_open_on_a_new_transport()
    {
        var talk = Conversing(Renews).After(3_530).Said(Began(), Calls("c1"), Over()).After(11).Happens(new Input.TransportOpened(2, 5))
            .Said(UpstreamMessage.Settled.Instance).Happens(Switched());
        Assert.Equal(["answer c1: 12 degrees", "response"], talk.Answer("c1", "12 degrees").Sent());
    }

    [Fact]
    public void What_the_provider_says_of_items_that_it_was_told_is_on_the_record_already()
    {
        var talk = Settling().Said(UpstreamMessage.Settled.Instance)
            .Happens(new Input.Switched(1, [], new HashSet<string> { "i1" }, false));
        talk.Said(new ItemAdded(Session, "i1", Json("{}")), new ItemDone(Session, "i1", Json("{}")),
            new ItemDone(Session, "i2", Json("{}")));
        Assert.Equal("i2", Assert.Single(talk.Recorded<ItemDone>()).ItemId);
        Assert.Empty(talk.Recorded<ItemAdded>());
    }
}
