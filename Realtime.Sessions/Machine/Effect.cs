using Realtime.Sessions.Spending;

namespace Realtime.Sessions.Machine;

/// <summary>What a session wants done. Effects are carried out in their order.</summary>
public abstract record Effect
{
    /// <summary>Opens a transport. <see cref="Input.TransportOpened"/> or <see cref="Input.TransportFailed"/> follows.</summary>
    public sealed record Open(int Transport) : Effect;

    /// <summary>Closes a transport, or gives up opening it.</summary>
    public sealed record Close(int Transport, string Reason) : Effect;

    /// <summary>To the model, behind all that waits for it.</summary>
    public sealed record Send(UpstreamCommand Command) : Effect;

    /// <summary>Onto the conversation's log.</summary>
    public sealed record Record(SessionEvent Event) : Effect;

    /// <summary>To every live socket of the session.</summary>
    public sealed record Broadcast(Notice Notice) : Effect;

    /// <summary>Tells the live sockets how far the log has come.</summary>
    public sealed record Mark : Effect
    {
        public static readonly Mark Instance = new();
    }

    /// <summary>Sets the one alarm of the session, in place of the one before; null takes it away.</summary>
    public sealed record Arm(DateTimeOffset? At) : Effect;

    /// <summary>
    /// Asks the provider to say when it has taken all that was written. <see cref="UpstreamMessage.Settled"/> follows, or
    /// <see cref="Input.SettleFailed"/>.
    /// </summary>
    /// <param name="AndPause">Nothing else is written to this transport from then on.</param>
    public sealed record Settle(int Transport, bool AndPause) : Effect;

    /// <summary>Writes on to a transport that was paused.</summary>
    public sealed record Continue(int Transport) : Effect;

    /// <summary>
    /// Tells a new transport what was said so far and lets it take the old one's place. <see cref="Input.Switched"/> or
    /// <see cref="Input.SwitchFailed"/> follows before any other input.
    /// </summary>
    /// <param name="IsSettled">False where the old transport did not say what it made of all that it was told.</param>
    public sealed record Switch(int From, int To, bool IsSettled) : Effect;

    /// <summary>Reads a transport from now on, and writes to it what waits.</summary>
    public sealed record Listen(int Transport) : Effect;

    /// <summary>Takes nothing more from clients.</summary>
    public sealed record StopIntake : Effect
    {
        public static readonly StopIntake Instance = new();
    }

    /// <summary>Sends nothing more to the model; what still waits is dropped.</summary>
    public sealed record StopSending : Effect
    {
        public static readonly StopSending Instance = new();
    }

    /// <summary>Offers the session to other workers. <see cref="Input.HandedOver"/> follows before any other input.</summary>
    public sealed record HandOver : Effect
    {
        public static readonly HandOver Instance = new();
    }

    /// <summary>The last effect of a session: its transports are closed, and its end is recorded.</summary>
    /// <param name="Outcome">What is recorded; null where the session is not this owner's to end.</param>
    public sealed record Finish(SessionOutcome? Outcome) : Effect;

    /// <summary>An input came that the state does not expect; the session goes on.</summary>
    public sealed record Warn(string State, string Input) : Effect;

    /// <summary>The transport could not be renewed yet; the session goes on with the old one.</summary>
    public sealed record WarnNotRenewed(string Reason) : Effect;
}

/// <summary>What a session tells the clients of its live sockets by itself.</summary>
public abstract record Notice
{
    /// <summary>The transport nears its limit, and is not renewed.</summary>
    public sealed record Expiring(Guid SessionId, int SecondsLeft) : Notice;

    /// <summary>A budget is used up, and the session ends unless the budget has room again before.</summary>
    public sealed record OverBudget(Guid SessionId, Overspending Over, int SecondsLeft) : Notice;

    /// <summary>Input audio found no room, and did not reach the model.</summary>
    public sealed record AudioDropped(Guid SessionId, long Frames) : Notice;
}
