using Realtime.Sessions.Machine;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>How a session begins: its configuration, and what another owner left.</summary>
public class StartTests
{
    const string Voice = "session.audio.output.voice";

    static Resumption Left(IEnumerable<SessionEvent> events, params SessionEvent[] unsent) => new(
        Unfinished.Of(events.Select(e => (e, TimeSpan.FromSeconds(50)))), 2, ["response r1: cut off"], new HashSet<string> { "i1" },
            unsent, IsRestored: false);

    [Fact]
    public void The_start_is_recorded_before_anything_else()
    {
        var talk = Connecting().Text("early").Happens(new Input.TransportOpened(1, 12));
        Assert.Equal([new SessionStarted(Session, "m", null, 12), new TextDelivered(Session, "early")], talk.Recorded<SessionEvent>()
            .OrderBy(e => e is TextDelivered));
        Assert.Equal(["text early", "response"], talk.Sent());
    }

    [Fact]
    public void A_refused_field_that_the_session_can_do_without_is_left_out_and_named()
    {
        var talk = Conversing().Said(Refusal(Subject.Configuration, field: Voice));
        Assert.Equal([$"configure without [{Voice}]"], talk.Sent());
        Assert.Contains(Voice, Assert.Single(talk.Recorded<UpstreamWarned>()).Message, StringComparison.Ordinal);
        Assert.Equal([$"configure without [{Voice}, session.speed]"], talk.Said(Refusal(Subject.Configuration, field: "session.speed"))
            .Sent());
    }

    [Fact]
    public void A_session_without_its_instructions_ends_and_says_so()
    {
        var end = Conversing().Said(Refusal(Subject.Configuration)).Ended;
        Assert.Equal((EndReason.Error, "configuration_refused"), (end.Reason, end.Error!.Code));
    }

    [Fact]
    public void A_field_that_is_refused_twice_is_not_tried_a_third_time() =>
        Assert.Equal("configuration_refused", Conversing()
            .Said(Refusal(Subject.Configuration, field: Voice), Refusal(Subject.Configuration, field: Voice)).Ended.Error!.Code);

    [Fact]
    public void A_live_driver_can_say_everything_itself_but_the_start_s_instructions()
    {
        Assert.Empty(Conversing(new SessionOptions("m", Driver: SessionDriver.Live)).Said(Refusal(Subject.Configuration))
            .Did<Effect.Finish>());
        Assert.Single(Conversing(new SessionOptions("m", Instructions: "Be brief.", Driver: SessionDriver.Live))
            .Said(Refusal(Subject.Configuration)).Did<Effect.Finish>());
    }

    [Fact]
    public void What_was_in_force_elsewhere_and_is_refused_gives_way_to_the_start_s_own()
    {
        var talk = Conversing(left: Left([]) with { IsRestored = true });
        Assert.Equal([$"configure what was in force without [{Voice}]"], talk.Said(Refusal(Subject.Configuration, field: Voice)).Sent());
        Assert.Equal(["configure without []"], talk.Said(Refusal(Subject.Configuration)).Sent());
        Assert.Equal("configuration_refused", talk.Said(Refusal(Subject.Configuration)).Ended.Error!.Code);
    }

    [Fact]
    public void A_configuration_is_recorded_where_it_says_something_new()
    {
        UpstreamMessage Told(string voice) => new UpstreamMessage.Configured(new UpstreamConfigured(Session, "s", Json($$"""{"voice":"{{voice}}"}""")), null);
        Assert.Equal(3, Conversing().Said(Told("a"), Told("a"), Told("b"), Told("a")).Recorded<UpstreamConfigured>().Length);
    }

    [Fact]
    public void A_new_owner_says_what_was_not_said_and_asks_for_one_answer()
    {
        SessionEvent[] past = [new TextSubmitted(Session, "a", "user", "a"), new TextDelivered(Session, "a"),
            new ResponseStarted(Session, "r1")];
        var talk = Connecting(left: Left(past, new TextSubmitted(Session, "b", "user", "b"))).Happens(new Input.TransportOpened(1, 5));
        Assert.Equal(["text b", "response"], talk.Sent());
        Assert.Equal(new SessionResumed(Session, "w", 1, 2, ["response r1: cut off"]).NotRestored,
            Assert.Single(talk.Recorded<SessionResumed>()).NotRestored);
    }

    /// <summary>The time of a call goes on while its session changes hands: of its minute ten seconds are left here.</summary>
    [Fact]
    public void A_call_that_is_open_stays_open_and_is_closed_in_time()
    {
        SessionEvent[] past = [new HandoffRequested(Session, "c1", "weather", "{}"), new HandoffRequested(Session, "c2", "weather", "{}"),
            new HandoffAnswered(Session, "c2", "x", null)];
        var talk = Conversing(left: Left(past)).After(9.9);
        Assert.Empty(talk.Sent());
        Assert.Equal(["answer c1: No answer came in time.", "response"], talk.After(0.2).Sent());
        Assert.Empty(talk.Said(Began(), Calls("c1"), Over()).Recorded<HandoffRequested>());
    }

    [Fact] public void Where_nothing_was_asked_nothing_is_owed() =>
        Assert.False(Unfinished.Of([(new ItemDone(Session, "u", Json("{}")), default)]).IsOwed);

    [Theory]
    [InlineData(true, "delivered")]
    [InlineData(true, "delivered", "began")]
    [InlineData(false, "delivered", "began", "over")]
    [InlineData(true, "began", "delivered", "over")] // the text came while the model answered something else
    [InlineData(true, "spoke")]
    [InlineData(false, "spoke", "began", "over")]
    [InlineData(true, "delivered", "beside", "beside over")]
    public void An_answer_is_owed_until_one_has_begun_and_ended(bool owed, params string[] past) =>
        Assert.Equal(owed, Unfinished.Of(past.Select(e => (e switch
    {
        "delivered" => new TextDelivered(Session, "a"),
        "began" => new ResponseStarted(Session, "r"),
        "over" => new ResponseDone(Session, "r", "completed", TokenUsage.None),
        "beside" => new ResponseStarted(Session, "oob") { OutOfBand = true },
        "beside over" => new ResponseDone(Session, "oob", "completed", TokenUsage.None) { OutOfBand = true },
        _ => (SessionEvent)new SpeechStopped(Session, "u", 0),
    }, TimeSpan.Zero))).IsOwed);

    [Fact]
    public void A_driver_is_told_of_audio_that_found_no_room() => Assert.Equal(
        [new Effect.Broadcast(new Notice.AudioDropped(Session, 7))], Connecting().Happens(new Input.AudioDropped(7))
            .Did<Effect.Broadcast>());
}
