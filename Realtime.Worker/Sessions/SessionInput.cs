using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>What reaches a session's mailbox. Upstream's inputs keep their order, so that a cause among them cuts exactly there.</summary>
abstract record SessionInput
{
    /// <summary>What it holds, about; 0 for what holds nothing worth counting.</summary>
    public int Bytes { get; init; }

    /// <summary>Upstream said something.</summary>
    public sealed record FromUpstream(UpstreamMessage Message) : SessionInput;

    /// <summary>Upstream closed properly: the last of its inputs.</summary>
    public sealed record UpstreamClosed(UpstreamConnection From, int? Code, string? Reason) : SessionInput;

    /// <summary>Reading failed: the last of upstream's inputs.</summary>
    public sealed record UpstreamLost(UpstreamConnection From, SessionError Error) : SessionInput;

    /// <summary>The log has more of this conversation.</summary>
    public sealed record News(IReadOnlyList<LoggedEvent> Events) : SessionInput;

    /// <summary>Upstream took a text.</summary>
    public sealed record Written(string InputId) : SessionInput;

    /// <summary>A tool call waited too long for its answer.</summary>
    public sealed record HandoffOverdue(string CallId) : SessionInput;

    /// <summary>The transport nears the provider's limit: it is renewed, or the clients are told.</summary>
    public sealed record CapNear : SessionInput;

    /// <summary>What the session waits for while it goes on may have come.</summary>
    public sealed record Awaited : SessionInput;

    /// <summary>A live socket joined here: what upstream said before goes on the record, then it is told up to which version.</summary>
    public sealed record Joined(TaskCompletionSource<long> Version) : SessionInput;

    /// <summary>Something outside the inbound stream ends the session; see <see cref="SessionActor.Stop"/>.</summary>
    public sealed record Stopped : SessionInput;
}
