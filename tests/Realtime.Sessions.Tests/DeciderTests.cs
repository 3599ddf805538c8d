using static Realtime.Sessions.Tests.Story;

namespace Realtime.Sessions.Tests;

public class DeciderTests
{
    static readonly SessionOutcome Closed = new(EndReason.TransportClosed, CloseCode: 1000, CloseReason: "bye");

    [Fact] public void A_start_requests_a_session() => Given().When(new Start(Session, Options)).Then(Requested);

    [Fact] public void The_same_start_again_yields_nothing() => Given(Requested).When(new Start(Session, Options)).Then();

    [Fact] public void A_start_while_one_is_live_is_refused() =>
        Given(Requested, Claimed).When(new Start(Another, Options)).ThenRefused<ConversationBusyException>();

    [Fact]
    public void A_replacing_start_ends_the_old_session_and_requests_the_new_one() => Given(Requested, Claimed, Started)
        .When(new Start(Another, Options, Replace: true)).Then(Over(EndReason.Replaced, complete: false), RequestedAgain);

    [Fact] public void A_replacing_start_of_the_live_session_itself_changes_nothing() =>
        Given(Requested).When(new Start(Session, Options, Replace: true)).Then();

    [Fact] public void A_start_after_the_end_is_a_new_session() =>
        Given(Requested, Claimed, Ended).When(new Start(Another, Options)).Then(RequestedAgain);

    [Fact] public void A_requested_session_is_claimed_with_the_first_epoch() =>
        Given(Requested).When(new Claim(Session, "w1", "http://w1")).Then(Claimed);

    [Fact] public void A_second_claim_finds_nothing_to_do() => Given(Requested, Claimed).When(new Claim(Session, "w2", "http://w2")).Then();

    [Fact] public void A_claim_of_an_ended_session_finds_nothing_to_do() =>
        Given(Requested, Ended).When(new Claim(Session, "w2", "http://w2")).Then();

    [Fact] public void Text_is_accepted_from_the_request_on() =>
        Given(Requested).When(new SubmitText(Session, "i1", "user", "hi")).Then(Text);

    [Fact] public void The_same_text_again_yields_nothing_while_it_waits() =>
        Given(Requested, Text).When(new SubmitText(Session, "i1", "user", "hi")).Then();

    [Fact] public void Text_before_any_start_is_refused() =>
        Given().When(new SubmitText(Session, "i1", "user", "hi")).ThenRefused<SessionNotLiveException>();

    [Fact] public void Text_after_an_end_was_requested_is_refused() =>
        Given(Requested, Claimed, EndAsked).When(new SubmitText(Session, "i1", "user", "hi")).ThenRefused<SessionNotLiveException>();

    [Fact] public void Text_after_the_end_is_refused() =>
        Given(Requested, Ended).When(new SubmitText(Session, "i1", "user", "hi")).ThenRefused<SessionNotLiveException>();

    [Fact] public void Text_for_an_older_session_is_refused() =>
        Given(Requested, Ended, RequestedAgain).When(new SubmitText(Session, "i1", "user", "hi")).ThenRefused<SessionNotLiveException>();

    [Fact]
    public void The_same_command_again_yields_nothing_while_it_waits() => Given(Requested, new InputClearRequested(Session, "k"))
        .When(new SubmitCommand(new InputClearRequested(Session, "k"))).Then();

    [Fact]
    public void A_text_and_a_command_may_have_the_same_input_id()
    {
        var clear = new InputClearRequested(Session, "i1");
        Given(Requested, Text).When(new SubmitCommand(clear)).Then(clear);
        Given(Requested, Claimed, Started, Text, clear).When(new Record(Session, Owner, [new CommandDelivered(Session, "i1"), Delivered]))
            .Then(new CommandDelivered(Session, "i1"), Delivered);
    }

    [Fact]
    public void Commands_that_are_neither_delivered_nor_refused_are_counted_in_the_end()
    {
        SessionEvent[] commands = [.. "abc".Select(id => new InputClearRequested(Session, $"{id}"))];
        var story = Given([Requested, Claimed, Started, .. commands]);
        SessionEvent[] last = [new CommandDelivered(Session, "a"), new CommandRefused(Session, "b", "c", "m")];
        var ended = (SessionEnded)SessionDecider.Decide(story.State, new End(Session, Owner, Closed, last))[^1];
        Assert.Equal((0, 1), (ended.Totals.TextsUndelivered, ended.Totals.CommandsUndelivered));
        var lost = (SessionEnded)SessionDecider.Decide(story.State, new LoseWorker(Session, Owner))[^1];
        Assert.Equal((0, 3), (lost.Totals.TextsUndelivered, lost.Totals.CommandsUndelivered));
    }

    [Fact]
    public void What_becomes_of_commands_is_no_event_of_the_provider()
    {
        SessionEvent[] events = [new InputClearRequested(Session, "k"), new CommandDelivered(Session, "k"),
            new CommandRefused(Session, "l", "c", "m"), new ItemRetrieved(Session, "i", default), new ResponseStarted(Session, "r")];
        Assert.Equal(2, events.Aggregate(SessionTotals.None, (totals, e) => totals.After(e)).EventsRecorded);
    }

    [Fact]
    public void The_sixty_fifth_undelivered_text_is_refused()
    {
        var texts = Enumerable.Range(0, SessionDecider.MaximumUndelivered).Select(i => new TextSubmitted(Session, $"t{i}", "user", "hi"));
        Given([Requested, .. texts]).When(new SubmitText(Session, "one more", "user", "hi")).ThenRefused<InputOverloadedException>();
        Given([Requested, Claimed, Started, .. texts, new TextDelivered(Session, "t0")]).When(new SubmitText(Session, "i1", "user", "hi"))
            .Then(Text);
    }

    [Fact] public void Ending_an_unclaimed_session_ends_it_at_once() =>
        Given(Requested).When(new RequestEnd(Session)).Then(Over(EndReason.Requested, complete: false));

    [Fact] public void Ending_a_claimed_session_asks_its_owner() => Given(Requested, Claimed).When(new RequestEnd(Session)).Then(EndAsked);

    [Fact] public void Asking_for_the_end_twice_is_asking_once() =>
        Given(Requested, Claimed, EndAsked).When(new RequestEnd(Session)).Then();

    [Fact] public void Asking_for_the_end_of_nothing_does_nothing() => Given().When(new RequestEnd(Session)).Then();

    [Fact] public void Asking_for_an_old_session_s_end_never_touches_the_new_one() =>
        Given(Requested, Ended, RequestedAgain).When(new RequestEnd(Session)).Then();

    [Fact]
    public void The_owner_ends_with_what_it_drained_before() => Given(Requested, Claimed, Started)
        .When(new End(Session, Owner, Closed, [new TranscriptDelta(Session, "a", "user", "so")]))
        .Then(new TranscriptDelta(Session, "a", "user", "so"),
            Over(EndReason.TransportClosed) with { CloseCode = 1000, CloseReason = "bye" });

    [Fact] public void Ending_twice_changes_nothing() =>
        Given(Requested, Claimed, Started, Ended).When(new End(Session, Owner, Closed, [])).Then();

    [Fact] public void An_old_end_never_touches_the_new_session() =>
        Given(Requested, Claimed, Ended, RequestedAgain).When(new End(Session, Owner, Closed, [])).Then();

    [Fact] public void A_stranger_cannot_end_a_session() =>
        Given(Requested, Claimed, Started).When(new End(Session, Stranger, Closed, [])).Then();

    [Fact] public void Whatever_breaks_before_the_start_is_a_failed_start() =>
        Given(Requested, Claimed).When(new End(Session, Owner, new SessionOutcome(EndReason.Error, Errors.NoWorker), []))
            .Then(Over(EndReason.StartFailed, Errors.NoWorker));

    [Fact] public void A_close_before_the_start_says_so_where_the_owner_does_not() =>
        Given(Requested, Claimed).When(new End(Session, Owner, new SessionOutcome(EndReason.TransportClosed), []))
            .Then(Over(EndReason.StartFailed, Errors.ClosedBeforeStart));

    [Fact] public void Once_started_nothing_is_a_failed_start() =>
        Given(Requested, Claimed).When(new End(Session, Owner, new SessionOutcome(EndReason.StartFailed, Errors.NoWorker), [Started]))
            .Then(Started, Over(EndReason.Error, Errors.NoWorker));

    [Fact] public void An_end_requested_before_the_start_stays_requested() =>
        Given(Requested, Claimed, EndAsked).When(new End(Session, Owner, new SessionOutcome(EndReason.Requested), []))
            .Then(Over(EndReason.Requested));

    [Fact] public void The_end_counts_texts_that_upstream_never_took() =>
        Given(Requested, Claimed, Started, Text).When(new End(Session, Owner, new SessionOutcome(EndReason.Requested), []))
            .Then(Over(EndReason.Requested, undelivered: 1));

    [Fact] public void Nothing_of_upstream_is_recorded_before_the_start() =>
        Given(Requested, Claimed).When(new Record(Session, Owner, [new SpeechStarted(Session, "a", 0), Started, Started])).Then(Started);

    [Fact] public void A_delivery_is_recorded_once() =>
        Given(Requested, Claimed, Started, Text).When(new Record(Session, Owner, [Delivered, Delivered])).Then(Delivered);

    [Fact] public void A_tool_call_is_recorded_once_per_call_id() =>
        Given(Requested, Claimed, Started, Call).When(new Record(Session, Owner, [Call])).Then();

    [Fact] public void A_stranger_may_record_nothing() =>
        Given(Requested, Claimed, Started).When(new Record(Session, Stranger, [Call])).ThenRefused<OwnershipLostException>();

    [Fact] public void An_owner_may_record_nothing_after_the_end() =>
        Given(Requested, Claimed, Started, Ended).When(new Record(Session, Owner, [Call])).ThenRefused<OwnershipLostException>();

    [Fact] public void An_answer_closes_a_call() =>
        Given(Requested, Claimed, Started, Call).When(new AnswerHandoff(Session, "c1", "42"))
            .Then(new HandoffAnswered(Session, "c1", "42", null));

    [Fact] public void An_answered_call_is_answered_once() =>
        Given(Requested, Claimed, Started, Call, new HandoffAnswered(Session, "c1", "42", null))
            .When(new AnswerHandoff(Session, "c1", "43")).Then();

    [Fact] public void An_answer_to_an_unknown_call_is_refused() =>
        Given(Requested, Claimed, Started).When(new AnswerHandoff(Session, "c9", "42")).ThenRefused<UnknownHandoffException>();

    [Fact] public void A_lost_worker_s_session_ends_worker_lost() =>
        Given(Requested, Claimed, Started, Text).When(new LoseWorker(Session, Owner))
            .Then(Over(EndReason.WorkerLost, Errors.WorkerLost, complete: false, undelivered: 1));

    [Fact] public void Losing_a_former_owner_changes_nothing() => Given(Requested, Claimed).When(new LoseWorker(Session, Stranger)).Then();

    [Fact] public void A_session_nobody_took_is_given_up() =>
        Given(Requested).When(new GiveUpStart(Session, Errors.NoWorker))
            .Then(Over(EndReason.StartFailed, Errors.NoWorker, complete: false));

    [Fact] public void A_claimed_session_is_not_given_up() =>
        Given(Requested, Claimed).When(new GiveUpStart(Session, Errors.NoWorker)).Then();

    static readonly SessionRequested Resumable = new(Session, Options with { OnWorkerLost = OnWorkerLost.Resume });
    static readonly TakeOver TakenOver = new(Session, Owner, "w2", "http://w2");

    [Fact] public void A_session_that_asked_for_it_is_taken_over_with_the_next_epoch() =>
        Given(Resumable, Claimed, Started).When(TakenOver).Then(new SessionClaimed(Session, "w2", "http://w2", 2));

    [Fact] public void A_session_that_did_not_ask_is_not_taken_over() => Given(Requested, Claimed, Started).When(TakenOver).Then();

    [Fact] public void Two_takers_get_one_session() =>
        Given(Resumable, Claimed, Started, new SessionClaimed(Session, "w3", "http://w3", 2)).When(TakenOver).Then();

    [Fact] public void A_session_whose_end_was_requested_is_not_taken_over() =>
        Given(Resumable, Claimed, Started, EndAsked).When(TakenOver).Then();

    [Fact] public void A_session_is_not_taken_over_for_ever() =>
        Given(Resumable, Claimed with { Epoch = LiveSession.MaximumOwners }, Started)
            .When(TakenOver with { Lost = new OwnerToken("w1", LiveSession.MaximumOwners) }).Then();

    [Fact] public void The_former_owner_may_record_nothing_once_it_was_taken_over() =>
        Given(Resumable, Claimed, Started, new SessionClaimed(Session, "w2", "http://w2", 2)).When(new Record(Session, Owner, [Call]))
            .ThenRefused<OwnershipLostException>();

    static readonly SessionClaimed ClaimedNext = new(Session, "w2", "http://w2", 2);

    [Fact] public void A_session_that_is_still_connecting_may_be_taken_over() =>
        Given(Resumable, Claimed).When(TakenOver).Then(ClaimedNext);

    [Fact] public void An_owner_that_handed_its_session_over_cannot_end_it() =>
        Given(Resumable, Claimed, Started, ClaimedNext).When(new End(Session, Owner, new SessionOutcome(EndReason.ServerShutdown), []))
            .Then();

    [Fact] public void What_its_owner_ended_is_not_taken_over() =>
        Given(Resumable, Claimed, Started, Over(EndReason.ServerShutdown)).When(TakenOver).Then();

    [Fact] public void A_later_owner_does_not_know_what_went_through_the_earlier_ones() =>
        Given(Resumable, Claimed, Started, ClaimedNext)
            .When(new End(Session, new OwnerToken("w2", 2), new SessionOutcome(EndReason.Requested), []))
            .Then(Over(EndReason.Requested) with { TotalsComplete = false });
}
