using System.Text.Json;
using static Realtime.Sessions.Tests.Story;

namespace Realtime.Sessions.Tests;

public class ConversationTests
{
    [Fact]
    public void The_end_clears_the_live_session_and_is_remembered()
    {
        var state = Given(Requested, Claimed, Started, Over(EndReason.TransportClosed)).State;
        Assert.Null(state.Live);
        Assert.Equal(new LastEnd(Session, EndReason.TransportClosed, null), state.LastEnd);
    }

    [Fact]
    public void An_old_session_s_end_cannot_clear_a_newer_one() =>
        Assert.Equal(Another, Given(RequestedAgain, Over(EndReason.Error)).State.Live!.SessionId);

    [Fact]
    public void The_phase_goes_from_requested_over_claimed_and_started_to_ending()
    {
        Assert.Equal(SessionPhase.Requested, Given(Requested).State.Live!.Phase);
        Assert.Equal(SessionPhase.Claimed, Given(Requested, Claimed).State.Live!.Phase);
        Assert.Equal(SessionPhase.Started, Given(Requested, Claimed, Started).State.Live!.Phase);
        Assert.Equal(SessionPhase.Ending, Given(Requested, Claimed, EndAsked, Started).State.Live!.Phase);
    }

    [Fact]
    public void Instructions_are_in_the_log_but_not_in_the_state()
    {
        var live = Given(new SessionRequested(Session, Options with { Instructions = "Be kind." })).State.Live!;
        Assert.Null(live.Options.Instructions);
    }

    [Fact]
    public void The_state_survives_being_stored_as_json()
    {
        var state = Given(Requested, Claimed, Started, Text, Call).State;
        var json = JsonSerializer.Serialize(state, JsonSerializerOptions.Web);
        Assert.Equal(json,
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Conversation>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
        Assert.Contains("\"phase\":\"started\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("Room_1.blue:left-hand", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("ä", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("...", true)]
    public void A_conversation_has_a_name_of_plain_characters(string id, bool valid) => Assert.Equal(valid, ConversationId.IsValid(id));

    [Fact]
    public void A_name_may_have_128_characters_and_no_more()
    {
        Assert.True(ConversationId.IsValid(new string('a', 128)));
        Assert.False(ConversationId.IsValid(new string('a', 129)));
    }
}
