namespace Realtime.Sessions.Machine;

/// <summary>A cause outside the inbound stream: what has already arrived is recorded before the end.</summary>
/// <param name="Outcome">Null where the log says that the session is not this owner's to end.</param>
/// <param name="IsWriteFailure">A fatal error or a close that the drain then meets explains a write failure better than itself.</param>
/// <param name="HandsOver">Another worker may go on with the session instead; where none does, it ends.</param>
public sealed record StopCause(SessionOutcome? Outcome, bool IsWriteFailure = false, bool HandsOver = false)
{
    /// <summary>The session ended, or belongs to another owner: nothing is recorded.</summary>
    public static readonly StopCause Disowned = new(Outcome: null);

    public static readonly StopCause Shutdown = new(new SessionOutcome(EndReason.ServerShutdown));

    public static readonly StopCause HandOver = Shutdown with { HandsOver = true };

    public static StopCause Error(SessionError error) => new(new SessionOutcome(EndReason.Error, error));

    /// <summary>What the log says that ends this owner's session; null for anything else.</summary>
    public static StopCause? Of(SessionEvent e, Guid session, OwnerToken owner) => e switch
    {
        EndRequested when e.SessionId == session => new StopCause(new SessionOutcome(EndReason.Requested)),
        SessionEnded when e.SessionId == session => Disowned,
        SessionClaimed claimed when e.SessionId == session && claimed.Epoch > owner.Epoch => Disowned,
        _ => null,
    };
}
