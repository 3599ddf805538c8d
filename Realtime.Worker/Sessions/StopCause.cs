using Realtime.Sessions;

namespace Realtime.Worker.Sessions;

/// <summary>A cause outside the inbound stream: what has already arrived is drained before the end.</summary>
/// <param name="Outcome">Null where the log says that the session is not ours to end.</param>
/// <param name="IsWriteFailure">A fatal error or a close that the drain then meets explains a write failure better than itself.</param>
/// <param name="HandsOver">Another worker may go on with the session instead; where none does, it ends.</param>
sealed record StopCause(SessionOutcome? Outcome, bool IsWriteFailure = false, bool HandsOver = false)
{
    /// <summary>The session ended, or belongs to somebody else: nothing is recorded.</summary>
    public static readonly StopCause Disowned = new(Outcome: null);

    public static readonly StopCause Shutdown = new(new SessionOutcome(EndReason.ServerShutdown));

    public static readonly StopCause HandOver = Shutdown with { HandsOver = true };
}
