using Realtime.Sessions.Spending;

namespace Realtime.Sessions.Machine;

/// <summary>What happens to a session. Upstream's inputs keep their order, so that a cause among them cuts exactly there.</summary>
public abstract record Input
{
    /// <summary>The handshake is through; the first transport has been told its configuration too.</summary>
    /// <param name="Milliseconds">How long that took.</param>
    public sealed record TransportOpened(int Transport, long Milliseconds) : Input;

    /// <summary>The transport did not come up.</summary>
    public sealed record TransportFailed(int Transport, SessionError Error) : Input;

    /// <summary>The provider closed the transport: the last of its inputs.</summary>
    public sealed record TransportClosed(int Transport, CloseKind Kind, int? Code, string? Reason) : Input;

    /// <summary>Reading failed: the last of the transport's inputs.</summary>
    public sealed record TransportLost(int Transport, SessionError Error) : Input;

    /// <summary>The transport takes nothing any more.</summary>
    public sealed record WriteFailed(int Transport, SessionError Error) : Input;

    /// <summary>The provider said something.</summary>
    public sealed record UpstreamSaid(int Transport, UpstreamMessage Message) : Input;

    /// <summary>The transport took a command.</summary>
    public sealed record Written(UpstreamCommand Command) : Input;

    /// <summary>The log has a text, or an answer to a tool call, for the model.</summary>
    public sealed record LogSaid(SessionEvent Event) : Input;

    /// <summary>A command cannot be told: the worker does not have its media.</summary>
    public sealed record CommandFailed(CommandSubmitted Command, SessionError Error) : Input;

    /// <summary>A live driver attached.</summary>
    /// <param name="Turn">Grows with every change of driver: an older one than the last is stale.</param>
    public sealed record DriverCame(long Turn) : Input;

    /// <param name="Properly">The client closed its socket; otherwise it was lost, and may come back.</param>
    public sealed record DriverLeft(long Turn, bool Properly) : Input;

    /// <summary>So many frames of input audio found no room.</summary>
    public sealed record AudioDropped(long Frames) : Input;

    /// <summary>The budgets of the session's tenant and key were compared with what is spent.</summary>
    /// <param name="Over">A budget that is used up; null if there is none.</param>
    /// <param name="Grace">How long the session goes on then.</param>
    public sealed record BudgetChecked(Overspending? Over, TimeSpan Grace) : Input;

    /// <summary>The deadline that <see cref="Effect.Arm"/> set has come.</summary>
    /// <param name="LastAudio">When audio last passed beside the machine.</param>
    public sealed record Rang(DateTimeOffset LastAudio) : Input;

    /// <summary>Something outside the inbound stream ends the session.</summary>
    public sealed record Stop(StopCause Cause) : Input;

    /// <summary><see cref="Effect.Settle"/> could not be carried out.</summary>
    public sealed record SettleFailed(string Reason) : Input;

    /// <summary><see cref="Effect.Switch"/> is done: the new transport knows what was said so far, and is written to.</summary>
    /// <param name="ItemIds">Items that it was told: what the provider says of them again is on the record already.</param>
    public sealed record Switched(int ItemsReplayed, IReadOnlyList<string> NotRestored, IReadOnlySet<string> ItemIds, bool IsRestored)
        : Input;

    public sealed record SwitchFailed(string Reason) : Input;

    /// <summary><see cref="Effect.HandOver"/> is done.</summary>
    /// <param name="IsTaken">Another worker has the session, on the record; false where nobody is known to have it.</param>
    public sealed record HandedOver(bool IsTaken) : Input;
}

/// <summary>What a provider's Close frame means.</summary>
public enum CloseKind
{
    Proper,

    /// <summary>A failure, whatever was said before it.</summary>
    Fault,

    /// <summary>The provider goes away: at its limit that is why.</summary>
    Away,

    /// <summary>The provider says that the transport reached its longest life.</summary>
    Expired,
}
