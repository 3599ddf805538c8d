using Realtime.Sessions.Machine;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>What clients ask for over HTTP: told once and in order, and what comes to nothing is on the record.</summary>
public class CommandTests
{
    static ItemSubmitted Item(string id, bool respond = true, ItemImage? image = null) =>
        new(Session, id, Json($$"""{"id":"rti_{{id}}","type":"message","role":"user","content":[]}"""), null, respond)
        {
            Images = image is null ? null : [image],
        };

    static ResponseRequested Response(string id, string options = "{}") => new(Session, id, Json(options));

    static ResponseRequested Beside(string id) => Response(id, """{"conversation":"none"}""");

    [Fact]
    public void Texts_and_items_keep_their_order_and_become_one_request() =>
        Assert.Equal(["text one", "response", "ItemSubmitted a", "text two", "ItemSubmitted b", "response"],
            Conversing().Text("one").Command(Item("a")).Text("two").Command(Item("b")).Said(Began(), Over()).Sent());

    [Fact]
    public void An_item_that_wants_no_answer_asks_for_none() =>
        Assert.Equal(["ItemSubmitted a"], Conversing().Command(Item("a", respond: false)).Sent());

    [Fact]
    public void While_a_driver_is_attached_an_item_asks_for_no_answer() =>
        Assert.Equal(["ItemSubmitted a"], Conversing().DriverCame().Command(Item("a")).Sent());

    [Fact]
    public void An_item_closes_open_tool_calls_as_a_text_does() =>
        Assert.Equal(["answer c1: The user went on before an answer came.", "ItemSubmitted a", "response"],
            Conversing().Said(Began(), Calls("c1"), Over()).Command(Item("a")).Sent());

    [Fact]
    public void A_request_with_options_takes_the_place_of_the_plain_one()
    {
        var talk = Conversing().Said(Began()).Text("one").Command(Response("now"));
        Assert.Equal(["text one"], talk.Sent());
        Assert.Equal(["ResponseRequested now"], talk.Said(Over()).Sent());
        Assert.Empty(talk.Said(Began("r2"), Over("r2")).Sent());
    }

    [Fact]
    public void Requests_with_options_are_asked_for_one_after_the_other()
    {
        var talk = Conversing().Command(Response("a")).Command(Response("b"));
        Assert.Equal(["ResponseRequested a"], talk.Sent());
        Assert.Empty(talk.Said(Began()).Sent());
        Assert.Equal(["ResponseRequested b"], talk.Said(Over()).Sent());
    }

    [Fact]
    public void A_response_beside_the_conversation_waits_for_nothing() =>
        Assert.Equal(["text one", "response", "ResponseRequested aside"], Conversing().Text("one").Command(Beside("aside")).Sent());

    [Fact]
    public void A_request_that_another_response_stands_against_is_asked_again_and_not_refused()
    {
        var request = Response("now");
        var talk = Conversing().Command(request).Said(Began("r0"), Refuses(request, isAlreadyActive: true));
        Assert.Equal(["ResponseRequested now"], talk.Sent());
        Assert.Equal(["ResponseRequested now"], talk.Said(Over("r0")).Sent());
        Assert.Empty(talk.Recorded<CommandRefused>());
    }

    [Fact]
    public void A_request_that_is_refused_is_on_the_record_and_the_next_is_asked_for()
    {
        var request = Response("bad");
        var talk = Conversing().Command(request).Command(Response("good")).Said(Refuses(request));
        Assert.Equal(["ResponseRequested bad", "ResponseRequested good"], talk.Sent());
        Assert.Equal(("bad", "refused"), (talk.Recorded<CommandRefused>().Single().InputId, talk.Recorded<CommandRefused>().Single().Code));
        Assert.Empty(talk.Recorded<UpstreamWarned>());
    }

    [Fact]
    public void A_refused_response_beside_the_conversation_does_not_lose_the_answer_that_is_asked_for()
    {
        var beside = Beside("aside");
        var talk = Conversing().Text("one").Command(beside).Said(Refuses(beside)).Text("two");
        Assert.Equal(["text one", "response", "ResponseRequested aside", "text two"], talk.Sent());
        Assert.Equal(["response"], talk.Said(Began(), Over()).Sent());
    }

    [Fact]
    public void A_request_with_options_that_nothing_answers_is_repeated_with_them() =>
        Assert.Equal(["ResponseRequested now", "ResponseRequested now"], Conversing().Command(Response("now")).After(31).Sent());

    [Fact]
    public void None_is_asked_for_while_the_user_speaks()
    {
        var talk = Conversing().Said(Speaks()).Command(Response("now"));
        Assert.Empty(talk.Sent());
        Assert.Equal(["ResponseRequested now"], talk.Said(StopsSpeaking()).After(1).Sent());
    }

    [Fact]
    public void Each_command_is_told_and_recorded_as_delivered_once()
    {
        CommandSubmitted[] all =
        [
            new ItemDeleteRequested(Session, "d", "i1"), new ItemRetrieveRequested(Session, "g", "i1"),
            new ResponseCancelRequested(Session, "c", null), new InputClearRequested(Session, "x"), new InputCommitRequested(Session, "m"),
        ];
        var talk = all.Aggregate(Conversing(), (talk, command) => talk.Command(command));
        Assert.Equal(all.Select(command => $"{command.GetType().Name} {command.InputId}"), talk.Sent());
        Assert.Equal(all.Select(command => command.InputId), talk.Recorded<CommandDelivered>().Select(e => e.InputId));
    }

    [Fact]
    public void An_item_is_recorded_when_a_client_asked_for_it_and_not_when_a_driver_did()
    {
        var item = new ItemRetrieved(Session, "i1", Json("{}"));
        var talk = Conversing().Said(new UpstreamMessage.Retrieved(item)).Command(new ItemRetrieveRequested(Session, "g", "i1"));
        Assert.Empty(talk.Recorded<ItemRetrieved>());
        Assert.Equal(item, Assert.Single(talk.Said(new UpstreamMessage.Retrieved(item), new UpstreamMessage.Retrieved(item))
            .Recorded<ItemRetrieved>()));
    }

    [Fact]
    public void After_an_approval_the_model_is_asked_unless_it_goes_on_by_itself()
    {
        var approval = new McpApprovalAnswered(Session, "a", "mcpr_1", true, null);
        Assert.Equal(["McpApprovalAnswered a"], Conversing().Command(approval)
            .Said(new ItemAdded(Session, approval.ItemId, Json("{}"))).Said(Began(), Over()).After(5).Sent());
        Assert.Equal(["McpApprovalAnswered a", "response"], Conversing().Command(approval).After(5).Sent());
    }

    [Fact]
    public void An_item_whose_image_is_lost_is_refused_and_the_session_goes_on()
    {
        var talk = Conversing();
        talk.IsWritten = false;
        var item = Item("a", respond: false, new ItemImage("00", "image/png", 1));
        talk.Command(item).Happens(new Input.CommandFailed(item, new SessionError("image_lost", "Lost.", ErrorOrigin.Worker, true)));
        Assert.Equal("image_lost", Assert.Single(talk.Recorded<CommandRefused>()).Code);
        Assert.Equal(["ItemSubmitted a", "text one", "response"], talk.Text("one").Sent());
    }

    [Fact]
    public void A_command_that_a_lost_worker_had_not_told_is_told_by_the_next()
    {
        var left = new Resumption(Unfinished.Nothing, 0, [], new HashSet<string>(), [Response("now"), Item("a", respond: false)], false);
        Assert.Equal(["ItemSubmitted a", "ResponseRequested now"], Conversing(left: left).Sent());
    }
}
