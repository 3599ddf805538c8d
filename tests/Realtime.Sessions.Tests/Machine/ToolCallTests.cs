using Realtime.Sessions.Machine;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>Each tool call is told once and answered once.</summary>
public class ToolCallTests
{
    const string WentOn = "The user went on before an answer came.";
    const string TooLate = "No answer came in time.";

    static Talk Called(params string[] calls) => Conversing().Said([Began(), .. calls.Select(call => Calls(call)), Over()]);

    [Fact]
    public void An_answer_is_sent_and_asks_for_a_response() =>
        Assert.Equal(["answer c1: 12 degrees", "response"], Called("c1").Answer("c1", "12 degrees").Sent());

    [Fact]
    public void A_text_closes_the_call_and_follows_its_answer()
    {
        var talk = Called("c1").Text("never mind");
        Assert.Equal([$"answer c1: {WentOn}", "text never mind", "response"], talk.Sent());
        Assert.Equal([new HandoffAnswered(Session, "c1", null, WentOn)], talk.Recorded<HandoffAnswered>());
    }

    /// <summary>The log decides which of the two answers a call has.</summary>
    [Fact]
    public void An_answer_that_comes_while_a_text_closes_the_call_is_the_one_that_is_sent()
    {
        var talk = Called("c1");
        talk.LogAnswers = false;
        Assert.Empty(talk.Text("never mind").Text("really").Sent());
        Assert.Equal(["answer c1: 12 degrees", "text never mind", "text really", "response"], talk.Answer("c1", "12 degrees").Sent());
    }

    [Fact]
    public void Where_the_log_does_not_say_how_a_call_was_closed_the_text_goes_on_all_the_same()
    {
        var talk = Called("c1");
        talk.LogAnswers = false;
        Assert.Equal([$"answer c1: {WentOn}", "text never mind", "response"], talk.Text("never mind").After(5).Sent());
        Assert.Empty(talk.Answer("c1", "late").Said(Began("r2"), Over("r2")).Sent().Except(["response"]));
    }

    [Fact]
    public void While_the_user_speaks_no_response_is_asked_for()
    {
        var talk = Called("c1").Said(Speaks()).Answer("c1", "12 degrees");
        Assert.Equal(["answer c1: 12 degrees"], talk.Sent());
        Assert.Empty(talk.After(10).Sent());
        Assert.Equal(["response"], talk.Said(StopsSpeaking()).After(1).Sent());
    }

    [Fact]
    public void After_speech_the_provider_s_own_response_is_the_answer()
    {
        var item = new UpstreamMessage.CallAnswered(new ItemDone(Session, "i", Json("{}")), "c1", "12 degrees");
        var talk = Called("c1").Said(Speaks()).Answer("c1", "12 degrees").Said(item).Said(StopsSpeaking()).Said(Began("r2"), Over("r2"))
            .After(60);
        Assert.Equal(["answer c1: 12 degrees"], talk.Sent());
    }

    /// <summary>It may have begun before the answer came to the provider.</summary>
    [Fact]
    public void A_response_of_a_provider_that_has_not_shown_to_know_the_answer_is_not_enough() => Assert.Equal(
        ["answer c1: 12 degrees", "response"],
        Called("c1").Said(Speaks()).Answer("c1", "12 degrees").Said(StopsSpeaking()).Said(Began("r2"), Over("r2")).Sent());

    [Fact]
    public void Noise_does_not_cost_the_call()
    {
        var talk = Called("c1").Said(Speaks(), StopsSpeaking(), new TranscriptCompleted(Session, "u1", "user", " ")).After(1);
        Assert.Empty(talk.Recorded<HandoffAnswered>());
        Assert.Equal(["answer c1: 12 degrees", "response"], talk.Answer("c1", "12 degrees").Sent());
    }

    [Fact]
    public void What_the_user_says_after_the_call_closes_it()
    {
        var talk = Called("c1").Said(Speaks(), StopsSpeaking(), new TranscriptCompleted(Session, "u1", "user", "forget it"));
        Assert.Equal(WentOn, Assert.Single(talk.Recorded<HandoffAnswered>()).Failure);
    }

    /// <summary>A transcript may come after the response that it asked for.</summary>
    [Fact]
    public void What_the_user_said_before_the_call_does_not_close_it()
    {
        var talk = Conversing().Said(Speaks(), StopsSpeaking()).Said(Began(), Calls("c1"), Over())
            .Said(new TranscriptCompleted(Session, "u1", "user", "how is the weather"));
        Assert.Empty(talk.Recorded<HandoffAnswered>());
    }

    [Fact]
    public void Of_two_calls_both_answers_come_before_the_response()
    {
        var talk = Called("c1", "c2").Answer("c2", "two");
        Assert.Equal(["answer c2: two"], talk.Sent());
        Assert.Equal(["answer c1: one", "response"], talk.Answer("c1", "one").Sent());
    }

    [Fact]
    public void Where_the_second_is_never_answered_its_time_runs_out()
    {
        var talk = Called("c1", "c2").Answer("c1", "one").After(59.9);
        Assert.Equal(["answer c1: one"], talk.Sent());
        Assert.Equal([$"answer c2: {TooLate}", "response"], talk.After(0.2).Sent());
    }

    [Fact]
    public void A_call_that_was_cut_off_is_told_to_nobody()
    {
        var talk = Conversing().Said(Began(), Calls("c1", complete: false), Over(status: "incomplete")).After(120);
        Assert.Empty(talk.Recorded<HandoffRequested>());
        Assert.Empty(talk.Sent());
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("failed")]
    public void A_call_of_a_response_that_does_not_stand_is_told_to_nobody(string status)
    {
        var talk = Conversing()
            .Said(Began(), Calls("c1"), Over("r1", status, new ToolCall("c1", "weather", "{}"), new ToolCall("c2", "weather", "{}")))
            .After(120);
        Assert.Empty(talk.Recorded<HandoffRequested>());
        Assert.Empty(talk.Sent());
    }

    [Fact]
    public void A_call_that_one_message_says_was_cut_off_was() =>
        Assert.Empty(Conversing().Said(Began(), Calls("c1"), Calls("c1", complete: false), Over()).Recorded<HandoffRequested>());

    [Fact]
    public void A_call_that_only_the_end_of_the_response_tells_is_told() =>
        Assert.Single(Conversing().Said(Began(), Over("r1", "completed", new ToolCall("c1", "weather", "{}")))
            .Recorded<HandoffRequested>());

    [Fact]
    public void A_call_that_is_told_in_all_ways_is_told_once() => Assert.Single(
        Conversing().Said(Began(), Calls("c1"), Calls("c1"), Over("r1", "completed", new ToolCall("c1", "weather", "{}"))).Said(Calls("c1"))
            .Recorded<HandoffRequested>());

    [Fact]
    public void A_call_comes_before_the_end_of_its_response()
    {
        var talk = Called("c1");
        Assert.Equal([typeof(ResponseStarted), typeof(HandoffRequested), typeof(ResponseDone)], talk.Recorded<SessionEvent>()
            .Select(e => e.GetType()));
    }

    [Fact]
    public void A_call_that_the_driver_answered_is_not_answered_again()
    {
        var item = new ItemDone(Session, "i", Json("""{"id":"i","type":"function_call_output","call_id":"c1","output":"sunny"}"""));
        var talk = Conversing().DriverCame().Said(Began(), Calls("c1"), Over(), new UpstreamMessage.CallAnswered(item, "c1", "sunny"))
            .DriverLeft().After(120);
        Assert.Equal([new HandoffAnswered(Session, "c1", "sunny", null)], talk.Recorded<HandoffAnswered>());
        Assert.DoesNotContain(talk.Answer("c1", "rain").Sent(), sent => sent.StartsWith("answer", StringComparison.Ordinal));
    }

    [Fact]
    public void A_call_that_a_driver_left_open_is_closed_in_time()
    {
        var talk = Conversing().DriverCame().Said(Began(), Calls("c1"), Over()).After(61);
        Assert.Empty(talk.Sent());
        Assert.Equal([$"answer c1: {TooLate}", "response"], talk.DriverLeft().After(0).Sent());
    }
}
