namespace Realtime.Sessions.Tests;

/// <summary>Given what happened, when somebody wants something, then these events, or this refusal.</summary>
sealed class Story(Conversation state)
{
    public static readonly Guid Session = Guid.Parse("01900000-0000-7000-8000-000000000001");
    public static readonly Guid Another = Guid.Parse("01900000-0000-7000-8000-000000000002");
    public static readonly OwnerToken Owner = new("w1", 1);
    public static readonly OwnerToken Stranger = new("w2", 1);
    public static readonly SessionOptions Options = new("gpt-realtime-2.1");

    public static readonly SessionRequested Requested = new(Session, Options);
    public static readonly SessionRequested RequestedAgain = new(Another, Options);
    public static readonly SessionClaimed Claimed = new(Session, "w1", "http://w1", 1);
    public static readonly SessionStarted Started = new(Session, "gpt-realtime-2.1", null, 12);
    public static readonly EndRequested EndAsked = new(Session);
    public static readonly TextSubmitted Text = new(Session, "i1", "user", "hi");
    public static readonly TextDelivered Delivered = new(Session, "i1");
    public static readonly HandoffRequested Call = new(Session, "c1", "weather", "{}");
    public static readonly SessionEnded Ended = Over(EndReason.Requested);

    public static SessionEnded Over(EndReason reason, SessionError? error = null, bool complete = true, int undelivered = 0) =>
        new(Session, reason, error, null, null,
            (complete ? SessionTotals.None : SessionTotals.OfLog) with { TextsUndelivered = undelivered }, complete);

    public static Story Given(params ConversationEvent[] events) => new(Conversation.Unborn("c").After(events));

    public Outcome When(SessionCommand command) => new(state, command);

    public Conversation State => state;

    internal sealed class Outcome(Conversation state, SessionCommand command)
    {
        public void Then(params SessionEvent[] expected) => Assert.Equal(expected, SessionDecider.Decide(state, command));

        public void ThenRefused<TRefusal>() where TRefusal : SessionRefusedException =>
            Assert.Throws<TRefusal>(() => SessionDecider.Decide(state, command));
    }
}
