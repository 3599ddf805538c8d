using Realtime.Sessions.Machine;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>Every way out, and what is recorded on it.</summary>
public class EndingTests
{
    static readonly SessionError Broken = new("transport_lost", "m", ErrorOrigin.Transport, true);
    static readonly SessionError Mystery = new("mystery", "m", ErrorOrigin.Upstream, false);
    static readonly StopCause Requested = new(new SessionOutcome(EndReason.Requested));
    static readonly SessionEvent Late = new TranscriptDelta(Session, "i", "assistant", "late");

    static Input.TransportClosed Closed(CloseKind kind = CloseKind.Proper, int code = 1000) => new(1, kind, code, "bye");

    [Fact]
    public void What_had_arrived_is_recorded_until_it_is_quiet()
    {
        var talk = Conversing().Happens(new Input.Stop(Requested)).Said(Late).After(0.019);
        Assert.Empty(talk.Did<Effect.Finish>());
        Assert.Equal(EndReason.Requested, talk.After(0.002).Ended.Reason);
        Assert.Single(talk.Recorded<TranscriptDelta>());
        Assert.Single(talk.Did<Effect.StopIntake>());
    }

    [Fact]
    public void A_provider_that_is_never_quiet_is_given_a_second()
    {
        var talk = Conversing().Happens(new Input.Stop(Requested));
        for (var i = 0; i < 200 && talk.State is State.Draining; i++) talk.Said(Late).After(0.01);
        Assert.Equal(EndReason.Requested, talk.Ended.Reason);
        Assert.InRange(talk.Recorded<TranscriptDelta>().Length, 90, 101);
    }

    [Fact]
    public void Nothing_is_sent_while_a_session_drains() =>
        Assert.Empty(Conversing().Said(Audio(900)).After(0.1).Happens(new Input.Stop(Requested)).Text("too late").Said(Speaks()).Sent());

    [Fact]
    public void A_cause_in_the_stream_cuts_there() =>
        Assert.Equal(Mystery, Conversing().Said(new UpstreamMessage.Fatal(Mystery)).Said(Late).Ended.Error);

    [Fact]
    public void The_first_cause_wins()
    {
        var talk = Conversing().Happens(new Input.Stop(Requested)).Said(new UpstreamMessage.Fatal(Mystery)).Happens(Closed()).After(5);
        Assert.Equal((EndReason.Requested, null), (talk.Ended.Reason, talk.Ended.Error));
    }

    [Fact]
    public void What_the_provider_says_explains_a_failed_write_better_than_itself()
    {
        Assert.Equal(Mystery, Conversing().Happens(new Input.WriteFailed(1, Broken)).Said(new UpstreamMessage.Fatal(Mystery)).Ended.Error);
        Assert.Equal(EndReason.TransportClosed, Conversing().Happens(new Input.WriteFailed(1, Broken)).Happens(Closed()).Ended.Reason);
        Assert.Equal(Broken, Conversing().Happens(new Input.WriteFailed(1, Broken)).After(1).Ended.Error);
    }

    [Theory]
    [InlineData(0.9, EndReason.Error)]
    [InlineData(1.1, EndReason.TransportClosed)]
    public void An_error_of_an_unknown_kind_explains_a_close_within_a_second(double after, EndReason reason) => Assert.Equal(
        reason, Conversing().Said(new UpstreamMessage.Warning(Mystery, KnownKind: false)).After(after).Happens(Closed()).Ended.Reason);

    [Fact]
    public void A_close_that_is_a_failure_is_an_error_by_itself()
    {
        var end = Conversing().Happens(Closed(CloseKind.Fault, 1011)).Ended;
        Assert.Equal((EndReason.Error, "upstream_closed", 1011), (end.Reason, end.Error!.Code, end.CloseCode));
    }

    [Theory]
    [InlineData(0.9, "mystery")]
    [InlineData(1.1, "upstream_closed")]
    public void A_close_that_is_a_failure_keeps_the_words_of_an_error_right_before_it(double after, string code) => Assert.Equal(code,
        Conversing().Said(new UpstreamMessage.Warning(Mystery, KnownKind: true)).After(after).Happens(Closed(CloseKind.Fault, 1011))
            .Ended.Error!.Code);

    [Fact]
    public void A_rejected_message_does_not_hide_the_error_before_it() => Assert.Equal(Mystery, Conversing()
        .Said(new UpstreamMessage.Warning(Mystery, KnownKind: false)).Said(Refusal(Subject.Client)).Happens(Closed()).Ended.Error);

    [Fact]
    public void Limits_are_recorded_when_they_have_changed()
    {
        static RateLimitsChanged Left(long remaining, double reset) => new(Session, [new RateLimit("tokens", 100, remaining, reset)]);
        var talk = Conversing().Said(Left(90, 6)).Said(Left(90, 5)).Said(Left(80, 5)).Said(Left(80, 4));
        Assert.Equal([90L, 80], talk.Recorded<RateLimitsChanged>().Select(e => e.Limits[0].Remaining!.Value));
    }

    [Fact]
    public void An_end_while_connecting_gives_the_attempt_up()
    {
        var talk = Connecting().Happens(new Input.Stop(Requested));
        Assert.Equal(EndReason.Requested, talk.Ended.Reason);
        Assert.Empty(talk.Recorded<SessionEvent>());
    }

    [Fact]
    public void A_transport_that_does_not_come_up_is_a_failed_start() =>
        Assert.Equal((EndReason.StartFailed, Broken),
            (Connecting().Happens(new Input.TransportFailed(1, Broken)).Ended is var end ? end.Reason : default, end.Error));

    [Fact]
    public void A_session_of_another_owner_is_left_at_once()
    {
        var talk = Conversing().Happens(new Input.Stop(StopCause.Disowned));
        Assert.Null(Assert.Single(talk.Did<Effect.Finish>()).Outcome);
    }

    [Fact]
    public void A_session_is_handed_over_when_the_provider_has_taken_everything()
    {
        var talk = Conversing().Text("hi").Happens(new Input.Stop(StopCause.HandOver)).After(0.5);
        Assert.Equal([new Effect.Settle(1, AndPause: false)], talk.Did<Effect.Settle>());
        Assert.Empty(talk.Did<Effect.HandOver>());
        talk.Said(UpstreamMessage.Settled.Instance).After(0.03);
        Assert.Single(talk.Did<Effect.HandOver>());
        Assert.Null(Assert.Single(talk.Happens(new Input.HandedOver(IsTaken: true)).Did<Effect.Finish>()).Outcome);
    }

    [Fact]
    public void A_session_that_nobody_takes_ends_with_its_worker() => Assert.Equal(
        EndReason.ServerShutdown, Conversing().Happens(new Input.Stop(StopCause.HandOver)).After(2)
            .Happens(new Input.HandedOver(IsTaken: false)).Ended.Reason);

    [Fact]
    public void A_session_that_a_live_driver_started_ends_when_it_closes_its_socket() =>
        Assert.Equal(EndReason.Requested, Conversing(new SessionOptions("m", Driver: SessionDriver.Live)).DriverCame()
            .DriverLeft(properly: true).After(1).Ended.Reason);

    [Fact]
    public void A_driver_that_is_lost_may_come_back_for_a_while()
    {
        var options = new SessionOptions("m", Driver: SessionDriver.Live);
        Assert.Empty(Conversing(options).DriverCame().DriverLeft().After(29).DriverCame().After(60).Did<Effect.Finish>());
        Assert.Equal(EndReason.ClientGone, Conversing(options).DriverCame().DriverLeft().After(31).Ended.Reason);
        Assert.Equal(EndReason.ClientGone, Conversing(options).After(31).Ended.Reason);
    }

    [Fact]
    public void News_of_a_driver_that_come_late_change_nothing()
    {
        var talk = Conversing(new SessionOptions("m", Driver: SessionDriver.Live)).Happens(new Input.DriverCame(3))
            .Happens(new Input.DriverLeft(2, Properly: true));
        Assert.Empty(talk.After(60).Did<Effect.Finish>());
    }

    [Fact]
    public void A_silent_session_ends_and_audio_that_passes_by_is_no_silence()
    {
        var talk = Conversing(new SessionOptions("m", IdleSeconds: 10)).After(9).Said(Late).After(9);
        Assert.Empty(talk.Did<Effect.Finish>());
        talk.Happens(new Input.Rang(talk.Now));
        Assert.Equal(EndReason.Idle, talk.After(11).Ended.Reason);
    }

    [Fact]
    public void An_input_that_a_state_does_not_expect_is_a_warning_and_nothing_else()
    {
        var talk = Connecting().Happens(new Input.Switched(0, [], new HashSet<string>(), false));
        Assert.Equal([new Effect.Warn("Connecting", "Switched")], talk.Did<Effect.Warn>());
        Assert.IsType<State.Connecting>(talk.State);
    }
}
