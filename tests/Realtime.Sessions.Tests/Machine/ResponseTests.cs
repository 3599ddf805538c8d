using Realtime.Sessions.Machine;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>At most one response is asked for, and an answer that is owed is never lost.</summary>
public class ResponseTests
{
    static readonly UpstreamMessage Beside = new UpstreamMessage.ResponseBegan("oob", InConversation: false);

    [Fact]
    public void Texts_while_the_model_answers_become_one_request()
    {
        var talk = Conversing().Text("one").Text("two").Text("three");
        Assert.Equal(["text one", "response", "text two", "text three"], talk.Sent());
        Assert.Equal(["response"], talk.Said(Began(), Over()).Sent());
        Assert.Empty(talk.Said(Began("r2"), Over("r2")).Sent());
    }

    [Fact]
    public void A_text_of_another_session_is_nothing_to_this_one() =>
        Assert.Empty(Conversing().Happens(new Input.LogSaid(new TextSubmitted(Guid.NewGuid(), "i", "user", "elsewhere"))).Sent());

    [Theory]
    [InlineData(Subject.Response)]
    [InlineData(Subject.Unsaid)]
    public void After_a_refusal_the_next_text_asks_again(Subject about)
    {
        var talk = Conversing().Text("one").Said(Refusal(about));
        Assert.Equal(["text one", "response"], talk.Sent());
        Assert.Equal(["text two", "response"], talk.Text("two").Sent());
    }

    [Fact]
    public void A_refusal_of_something_else_changes_nothing()
    {
        var talk = Conversing().Text("one").Said(Refusal(Subject.Other), Refusal(Subject.Client));
        Assert.Equal(["text one", "response", "text two"], talk.Text("two").Sent());
    }

    [Fact]
    public void Already_active_is_asked_again_when_that_response_is_over()
    {
        var talk = Conversing().Text("one").Said(AlreadyActive());
        Assert.Equal(["text one", "response"], talk.Sent());
        Assert.Equal(["response"], talk.Said(Over("r0")).Sent());
    }

    [Fact]
    public void Already_active_that_comes_after_the_begin_is_asked_again_when_it_is_over() =>
        Assert.Equal(["text one", "response", "response"], Conversing().Text("one").Said(Began("r0"), AlreadyActive(), Over("r0")).Sent());

    [Fact]
    public void Already_active_that_comes_after_the_end_is_asked_again_at_once() =>
        Assert.Equal(["text one", "response", "response"], Conversing().Text("one").Said(Began("r0"), Over("r0"), AlreadyActive()).Sent());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_answer_that_is_read_before_its_request_is_known_to_be_written_blocks_nothing(int messagesBefore)
    {
        var talk = Conversing();
        talk.IsWritten = false;
        UpstreamMessage[] answer = [Began(), Over()];
        talk.Text("one").Said(answer[..messagesBefore]).Happens(new Input.Written(UpstreamCommand.Respond.Instance)).Said(answer[messagesBefore..]);
        Assert.Equal(["text one", "response", "text two", "response"], talk.Text("two").Sent());
    }

    [Fact]
    public void A_request_that_is_known_to_be_written_late_and_is_refused_is_asked_again()
    {
        var talk = Conversing();
        talk.IsWritten = false;
        talk.Text("one").Said(Began("own")).Happens(new Input.Written(UpstreamCommand.Respond.Instance)).Said(AlreadyActive());
        Assert.Equal(["text one", "response", "response"], talk.Said(Over("own")).Sent());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_request_with_options_that_is_known_to_be_written_late_is_not_asked_twice(int messagesBefore)
    {
        var (first, next) = (new ResponseRequested(Session, "first", null), new ResponseRequested(Session, "next", null));
        var talk = Conversing();
        talk.IsWritten = false;
        UpstreamMessage[] answer = [Began(), Over()];
        talk.Command(first).Said(answer[..messagesBefore]).Happens(new Input.Written(new UpstreamCommand.Tell(first))).Said(answer[messagesBefore..]);
        Assert.Equal(["ResponseRequested first", "ResponseRequested next"], talk.Command(next).After(70).Sent().Take(2));
    }

    [Fact]
    public void A_response_that_never_ends_is_given_up_in_the_end() =>
        Assert.Equal(["text one", "response", "text two", "response"], Conversing().Text("one").Said(Began()).Text("two").After(31).Sent());

    [Fact]
    public void A_request_that_nothing_answers_is_repeated() =>
        Assert.Equal(["text one", "response", "response"], Conversing().Text("one").After(31).Sent());

    /// <summary>It stands behind what waits for the transport.</summary>
    [Fact]
    public void A_request_that_is_not_written_yet_is_not_repeated()
    {
        var talk = Conversing();
        talk.IsWritten = false;
        Assert.Equal(["text one", "response"], talk.Text("one").After(120).Sent());
    }

    [Fact]
    public void A_response_that_ends_without_a_name_is_over() =>
        Assert.Equal(["text one", "response", "text two", "response"], Conversing().Text("one").Said(Began(), Over(null)).Text("two")
        .Sent());

    [Fact]
    public void An_end_that_is_told_twice_is_recorded_once()
    {
        var talk = Conversing().Said(Began(), Over(status: "cancelled"), Over(status: "cancelled"));
        Assert.Equal("cancelled", Assert.Single(talk.Recorded<ResponseDone>()).Status);
    }

    [Fact]
    public void While_a_driver_is_attached_a_text_is_an_item_only() =>
        Assert.Equal(["text one"], Conversing().DriverCame().Text("one").Sent());

    [Fact]
    public void After_a_driver_that_came_and_left_during_answers_a_text_is_answered()
    {
        var talk = Conversing().Said(Began()).DriverCame().Said(Over(), Began("r2")).Said(Over("r2")).DriverLeft();
        Assert.Equal(["text one", "response"], talk.Text("one").Sent());
    }

    [Fact]
    public void A_response_beside_the_conversation_does_not_begin_a_turn()
    {
        var talk = Conversing().Said(Beside).Text("one");
        Assert.Equal(["text one", "response"], talk.Sent());
        Assert.True(Assert.Single(talk.Recorded<ResponseStarted>()).OutOfBand);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void A_response_beside_the_conversation_does_not_end_a_turn(bool? inConversation)
    {
        var talk = Conversing().Text("one").Said(Began(), new UpstreamMessage.ResponseBegan("oob", inConversation), Over("oob"))
            .Text("two");
        Assert.Equal(["text one", "response", "text two"], talk.Sent());
        Assert.Equal(["response"], talk.Said(Over()).Sent());
    }

    [Fact]
    public void A_call_of_a_response_beside_the_conversation_is_nobody_s() =>
        Assert.Empty(Conversing().Said(Beside, Calls("c1", "oob"), Over("oob", "completed", new ToolCall("c1", "weather", "{}")))
            .Recorded<HandoffRequested>());
}
