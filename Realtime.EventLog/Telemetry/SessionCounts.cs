using System.Diagnostics.Metrics;
using Realtime.Sessions;

namespace Realtime.EventLog.Telemetry;

/// <summary>
/// Counts the sessions that were requested, were started and ended, where this process appends the event. Every way to end passes here, so
/// the sum over all processes is what the log says.
/// </summary>
public sealed class SessionCounts(SessionLabels labels)
{
    static readonly Meter Meter = new("Realtime.EventLog");
    static readonly Counter<long> Requested =
        Meter.CreateCounter<long>("realtime.sessions.requested", "{session}", "Sessions that clients asked for, by tenant and model");
    static readonly Counter<long> Started =
        Meter.CreateCounter<long>("realtime.sessions.started", "{session}", "Sessions whose transport opened, by tenant and model");
    static readonly Counter<long> Ended =
        Meter.CreateCounter<long>("realtime.sessions.ended", "{session}", "Sessions that ended, by reason and tenant");

    /// <param name="taken">The streams that were appended to.</param>
    internal void Count(IEnumerable<Append> appends, HashSet<string> taken)
    {
        foreach (var append in appends)
        {
            if (!taken.Contains(append.Conversation.Stream)) continue;
            foreach (var e in append.Events) Count(append.Conversation.Tenant, e);
        }
    }

    void Count(Tenant tenant, SessionEvent e)
    {
        switch (e)
        {
            case SessionRequested requested:
                Requested.Add(1, labels.Of(tenant), labels.OfModel(requested.Options.Model));
                break;
            case SessionStarted started:
                Started.Add(1, labels.Of(tenant), labels.OfModel(started.Model));
                break;
            case SessionEnded ended:
                Ended.Add(1, new KeyValuePair<string, object?>("reason", ended.Reason.Word()), labels.Of(tenant));
                break;
        }
    }
}
