using Realtime.Sessions.Machine;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>Commands that are refused, that lose their transport or their worker, or that meet a live driver.</summary>
public class CommandMishapTests
{
    static readonly SessionOptions Renews = new("m", AtCap: AtCap.Renew);
    static readonly SessionError TooOld = new("session_expired", "m", ErrorOrigin.Upstream, true);
    static readonly SessionError Lost = new("image_lost", "Lost.", ErrorOrigin.Worker, true);
    static readonly Input.Switched Switched = new(0, [], new HashSet<string>(), IsRestored: false);

    static ItemSubmitted Item(string id) =>
        new(Session, id, Json($$"""{"id":"{{TextItems.Of(Session, id)}}","type":"message","role":"user","content":[]}"""), null, true);

    static ItemSubmitted Picture(string id) => Item(id) with { Images = [new ItemImage("00", "image/png", 1)] };

    static ResponseRequested Response(string id) => new(Session, id, Json("{}"));

    static McpApprovalAnswered Approval(string id) => new(Session, id, "mcpr_1", true, null);

    /// <summary>The provider ends the transport, and a new one takes its place.</summary>
    /// <param name="items">The items that the new transport is told.</param>
    static Talk Renewed(Talk talk, params string[] items) => talk.Said(new UpstreamMessage.Expired(TooOld))
        .Happens(new Input.TransportOpened(2, 5)).Happens(Switched with { ItemIds = items.ToHashSet() });

    static Talk Resumed(params SessionEvent[] past) => Conversing(left: new Resumption(
        Unfinished.Of(past.Select(e => (e, TimeSpan.Zero))), 0, [], new HashSet<string> { "i1" }, [], IsRestored: false));

    static UpstreamCommand.Tell Tell(CommandSubmitted command) => new(command);

    [Fact]
    public void An_approval_of_a_request_that_is_gone_asks_for_no_answer()
    {
        var talk = Conversing().Command(Approval("a")).After(0.2).Said(Refuses(Approval("a"))).After(40);
        Assert.Equal(["McpApprovalAnswered a"], talk.Sent());
        Assert.Equal("a", Assert.Single(talk.Recorded<CommandRefused>()).InputId);
    }

    [Fact]
    public void An_approval_beside_one_that_is_refused_is_answered() => Assert.Equal(
        ["McpApprovalAnswered a", "McpApprovalAnswered b", "response"],
        Conversing().Command(Approval("a")).Command(Approval("b")).Said(Refuses(Approval("a"))).After(5).Sent());

    [Fact]
    public void The_model_has_its_time_for_an_approval_from_when_it_is_written()
    {
        var talk = Conversing();
        talk.IsWritten = false;
        Assert.Equal(["McpApprovalAnswered a"], talk.Command(Approval("a")).After(5).Sent());
        Assert.Empty(talk.Happens(new Input.Written(Tell(Approval("a")))).After(0.4).Sent());
        Assert.Equal(["response"], talk.After(0.2).Sent());
    }

    [Fact]
    public void An_approval_that_is_not_written_yet_goes_to_the_new_transport_and_is_waited_for()
    {
        var talk = Conversing(Renews);
        talk.IsWritten = false;
        Assert.Equal(["McpApprovalAnswered a"], Renewed(talk.Command(Approval("a"))).After(5).Sent());
        Assert.Equal(["response"], talk.Happens(new Input.Written(Tell(Approval("a")))).After(0.6).Sent());
    }

    [Fact]
    public void An_item_that_is_refused_while_the_model_answers_asks_for_no_answer()
    {
        var item = Item("a");
        Assert.Equal(["ItemSubmitted a"], Conversing().Said(Began()).Command(item).Said(Refuses(item), Over()).After(40).Sent());
    }

    [Fact]
    public void What_else_waits_for_an_answer_gets_it_when_an_item_is_refused()
    {
        var item = Item("a");
        var talk = Conversing().Said(Began()).Text("one").Command(item).Said(Refuses(item), Over());
        Assert.Equal(["text one", "ItemSubmitted a", "response"], talk.Sent());
    }

    [Fact]
    public void An_item_whose_image_is_lost_asks_for_no_answer()
    {
        var talk = Conversing();
        talk.IsWritten = false;
        talk.Command(Picture("a")).Happens(new Input.CommandFailed(Picture("a"), Lost));
        Assert.Equal(["ItemSubmitted a"], talk.After(40).Sent());
    }

    [Fact]
    public void An_item_with_an_image_asks_for_an_answer_when_it_is_written() =>
        Assert.Equal(["ItemSubmitted a", "response"], Conversing().Command(Picture("a")).Sent());

    [Fact]
    public void A_refused_request_does_not_cost_the_answer_whose_place_it_took()
    {
        var bad = Response("bad");
        Assert.Equal(["text one", "ResponseRequested bad", "response"],
            Conversing().Said(Began()).Text("one").Command(bad).Said(Over(), Refuses(bad)).Sent());
        Assert.Equal(["ResponseRequested bad"], Conversing().Command(bad).Said(Refuses(bad)).After(40).Sent());
    }

    [Fact]
    public void A_refused_request_that_was_put_off_first_does_not_cost_it_either()
    {
        var bad = Response("bad");
        var talk = Conversing().Said(Began()).Text("one").Command(bad).Said(Over(), Began("r2"), Refuses(bad, isAlreadyActive: true));
        Assert.Equal(["text one", "ResponseRequested bad"], talk.Sent());
        Assert.Equal(["ResponseRequested bad", "response"], talk.Said(Over("r2"), Refuses(bad)).Sent());
    }

    [Fact]
    public void A_request_that_is_refused_after_another_response_seemed_to_be_its_own_is_not_asked_again()
    {
        var bad = Response("bad");
        var talk = Conversing(Renews).Command(bad).Said(Began("theirs"), Refuses(bad));
        Assert.Equal(["ResponseRequested bad"], Renewed(talk.Said(Over("theirs"))).After(40).Sent());
    }

    [Fact]
    public void A_requested_response_that_is_silent_for_long_is_not_asked_for_twice()
    {
        var talk = Conversing().Command(Response("a")).Said(Began()).Command(Response("b")).After(31);
        Assert.Equal(["ResponseRequested a", "ResponseRequested b"], talk.Sent());
    }

    [Fact]
    public void An_error_without_a_name_is_a_driver_s_while_one_is_attached()
    {
        var talk = Conversing().DriverCame().Command(Response("now")).Said(Refusal(Subject.Unsaid), Began(), AlreadyActive(), Over());
        Assert.Empty(talk.Recorded<CommandRefused>());
        Assert.Equal(["ResponseRequested now"], talk.DriverLeft().After(40).Sent());
    }

    [Fact]
    public void A_request_of_a_driver_that_another_response_stands_against_is_not_asked_again_when_it_leaves() =>
        Assert.Empty(Conversing().DriverCame().Said(Began(), AlreadyActive(), Over()).DriverLeft().After(40).Sent());

    [Fact]
    public void A_request_meets_the_response_of_a_driver_and_is_asked_when_that_is_over()
    {
        var request = Response("now");
        var talk = Conversing().DriverCame().Command(request).Said(Began("theirs"), Refuses(request, isAlreadyActive: true));
        Assert.Equal(["ResponseRequested now"], talk.Sent());
        Assert.Equal(["ResponseRequested now"], talk.Said(Over("theirs")).Sent());
        Assert.Empty(talk.Said(Began("ours"), Over("ours")).DriverLeft().After(40).Sent());
    }

    [Fact]
    public void A_delete_of_an_unknown_item_is_refused_and_touches_nothing_else()
    {
        var delete = new ItemDeleteRequested(Session, "d", "gone");
        var talk = Conversing().Text("one").Command(delete).Said(Refuses(delete), Refuses(delete)).Text("two");
        Assert.Equal(["text one", "response", "ItemDeleteRequested d", "text two"], talk.Sent());
        Assert.Equal(("d", "refused"),
            (Assert.Single(talk.Recorded<CommandRefused>()).InputId, Assert.Single(talk.Recorded<CommandRefused>()).Code));
        Assert.Equal(["response"], talk.Said(Began(), Over()).Sent());
    }

    [Fact]
    public void A_command_that_was_written_to_the_old_transport_is_not_told_to_the_new_one() =>
        Assert.Equal(["InputCommitRequested m"], Renewed(Conversing(Renews).Command(new InputCommitRequested(Session, "m"))).Sent());

    [Fact]
    public void A_deletion_that_the_old_transport_did_not_answer_is_told_again_if_the_new_one_has_the_item()
    {
        static Talk Deleted() => Conversing(Renews).Command(new ItemDeleteRequested(Session, "d", "i1"));
        Assert.Equal(["ItemDeleteRequested d", "ItemDeleteRequested d"], Renewed(Deleted(), "i1").Sent());
        Assert.Equal(["ItemDeleteRequested d"], Renewed(Deleted(), "i2").Sent());
        Assert.Equal(["ItemDeleteRequested d"], Renewed(Deleted().Said(new ItemDeleted(Session, "i1")), "i1").Sent());
        Assert.Equal(["ItemDeleteRequested d"],
            Renewed(Deleted().Said(Refuses(new ItemDeleteRequested(Session, "d", "i1"))), "i1").Sent());
    }

    [Fact]
    public void A_retrieval_that_the_old_transport_did_not_answer_is_told_again()
    {
        var talk = Renewed(Conversing(Renews).Command(new ItemRetrieveRequested(Session, "g", "i1")));
        Assert.Equal(["ItemRetrieveRequested g", "ItemRetrieveRequested g"], talk.Sent());
        talk.Said(new UpstreamMessage.Retrieved(new ItemRetrieved(Session, "i1", Json("{}"))));
        Assert.Single(talk.Recorded<ItemRetrieved>());
    }

    [Fact]
    public void A_deletion_that_is_not_written_goes_to_the_new_transport_once()
    {
        var talk = Conversing(Renews);
        talk.IsWritten = false;
        Assert.Equal(["ItemDeleteRequested d"], Renewed(talk.Command(new ItemDeleteRequested(Session, "d", "i1")), "i1").Sent());
    }

    [Fact]
    public void What_a_lost_worker_was_not_answered_is_told_again_by_the_next()
    {
        SessionEvent[] told = [new ItemDeleteRequested(Session, "d", "i1"), new ItemRetrieveRequested(Session, "g", "i2"),
            new CommandDelivered(Session, "d"), new CommandDelivered(Session, "g")];
        Assert.Equal(["ItemDeleteRequested d", "ItemRetrieveRequested g"], Resumed(told).Sent());
        Assert.Equal(["ItemRetrieveRequested g"], Resumed([.. told, new ItemDeleted(Session, "i1")]).Sent());
        Assert.Equal(["ItemDeleteRequested d"], Resumed([.. told, new ItemRetrieved(Session, "i2", Json("{}"))]).Sent());
        Assert.Equal(["ItemDeleteRequested d"], Resumed([.. told, new CommandRefused(Session, "g", "c", "m")]).Sent());
    }

    [Fact]
    public void A_request_that_was_written_to_the_old_transport_is_asked_again_with_its_options() => Assert.Equal(
        ["ResponseRequested now", "ResponseRequested now"], Renewed(Conversing(Renews).Command(Response("now"))).Sent());

    [Fact]
    public void A_request_that_was_not_written_goes_to_the_new_transport_once()
    {
        var talk = Conversing(Renews);
        talk.IsWritten = false;
        Assert.Equal(["ResponseRequested now"], Renewed(talk.Command(Response("now"))).After(40).Sent());
    }

    [Fact]
    public void A_refusal_that_is_read_before_the_write_is_known_is_of_the_request_and_not_of_the_next()
    {
        var (bad, good) = (Response("bad"), Response("good"));
        var talk = Conversing(Renews);
        talk.IsWritten = false;
        talk.Command(bad).Command(good).Said(Refuses(bad)).Happens(new Input.Written(Tell(bad)));
        Assert.Equal(["ResponseRequested bad", "ResponseRequested good"], Renewed(talk).Sent());
    }

    [Fact]
    public void Commands_wait_while_the_transport_is_replaced()
    {
        var talk = Conversing(Renews).After(3_541).Happens(new Input.TransportOpened(2, 5))
            .Command(new ItemDeleteRequested(Session, "d", "i1")).Command(Response("now"));
        Assert.Empty(talk.Sent());
        Assert.Empty(talk.Recorded<CommandDelivered>());
        Assert.Equal(["ItemDeleteRequested d", "ResponseRequested now"], talk.Said(UpstreamMessage.Settled.Instance).Happens(Switched)
            .Sent());
    }

    [Fact]
    public void While_a_session_drains_commands_are_not_told_and_refusals_are_recorded()
    {
        var delete = new ItemDeleteRequested(Session, "d", "gone");
        var talk = Conversing().Command(delete).Happens(new Input.Stop(StopCause.HandOver))
            .Command(new InputClearRequested(Session, "late")).Said(Refuses(delete));
        Assert.Equal(["ItemDeleteRequested d"], talk.Sent());
        Assert.Equal("d", Assert.Single(talk.Recorded<CommandDelivered>()).InputId);
        Assert.Equal("d", Assert.Single(talk.Recorded<CommandRefused>()).InputId);
    }

    [Fact]
    public void A_request_that_a_lost_worker_had_told_is_asked_again_with_its_options()
    {
        SessionEvent[] told = [Response("now"), new CommandDelivered(Session, "now")];
        Assert.Equal(["ResponseRequested now"], Resumed(told).Sent());
        Assert.Equal(["ResponseRequested now"], Resumed([.. told, new ResponseStarted(Session, "r")]).Said(Began(), Over()).Sent());
        Assert.Empty(Resumed([.. told, new ResponseStarted(Session, "r"), new ResponseDone(Session, "r", "completed", null)]).Sent());
        Assert.Empty(Resumed([.. told, new CommandRefused(Session, "now", "c", "m")]).Sent());
    }

    [Fact]
    public void An_item_that_a_lost_worker_had_told_and_the_model_refused_is_not_answered()
    {
        SessionEvent[] told = [Item("a"), new CommandDelivered(Session, "a")];
        Assert.Equal(["response"], Resumed(told).Sent());
        Assert.Empty(Resumed([.. told, new CommandRefused(Session, "a", "c", "m")]).Sent());
    }

    [Fact]
    public void Input_that_is_cleared_while_the_user_speaks_does_not_make_the_session_mute() =>
        Assert.Equal(["InputClearRequested x", "text one", "response"],
            Conversing().Said(Speaks()).Command(new InputClearRequested(Session, "x")).Text("one").Sent());

    [Fact]
    public void An_item_that_was_lost_with_its_transport_does_not_double_later_answers()
    {
        var talk = Renewed(Conversing(Renews).Command(Item("a"))).Said(Began(), Over());
        talk.Sent();
        var text = TextItems.Of(new TextSubmitted(Session, "one", "user", "one"));
        talk.Said(Speaks()).Text("one").Said(new ItemDone(Session, text, Json("{}")));
        Assert.Equal(["text one"], talk.Sent());
        Assert.Empty(talk.Said(StopsSpeaking()).Said(Began("r2"), Over("r2")).After(5).Sent());
    }
}
