using Realtime.Testing.Client;

namespace Realtime.Reconnect.Tests.Records;

/// <summary>How a conversation under kills may end.</summary>
static class Ends
{
    /// <summary>The most owners of a session, as docs/lifecycle.md says.</summary>
    const int MostOwners = 4;

    /// <summary>The client has said all that it had to say.</summary>
    public static bool IsFinished(this IReadOnlyList<Event> log) => log.End().Text("reason") == "requested";

    /// <summary>So many workers were killed beneath one session that it ended by the rule for that.</summary>
    public static bool HasLostItsLastOwner(this IReadOnlyList<Event> log) =>
        log.End().Text("reason") == "worker_lost" && log.Count(e => e.Type == "session_claimed") == MostOwners;
}
