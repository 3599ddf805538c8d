using Realtime.Testing.Client;

namespace Realtime.Reconnect.Tests.Records;

/// <summary>How a conversation under kills may end.</summary>
static class Ends
{
    /// <summary>The most owners of a session, as docs/lifecycle.md says.</summary>
    const int MostOwners = 4;

    /// <summary>The client has said all that it had to say.</summary>
    public static bool IsFinished(this IReadOnlyList<Event> log) => log.End().Text("reason") == "requested";

    /// <summary>
    /// Nobody may continue a session whose worker is lost or stops if that was the last owner that the session may have, or if its end had
    /// been requested already.
    /// </summary>
    public static bool IsLostByTheRules(this IReadOnlyList<Event> log) => (log.End().Text("reason"),
        log.Any(e => e.Type == "end_requested"), log.Count(e => e.Type == "session_claimed") == MostOwners) is
        ("worker_lost" or "server_shutdown", true, _) or ("worker_lost", _, true);
}
