using System.Diagnostics;
using Marten;

namespace Realtime.EventLog;

/// <summary>Who writes: goes on every event as metadata, so that the audit can tell which process recorded it, and for which request.</summary>
/// <param name="Name">"api" or "worker".</param>
/// <param name="WorkerId">The worker's id at the time, null for an API.</param>
public sealed record Author(string Name, Func<string>? WorkerId = null)
{
    /// <summary>Stamps a session: actor, correlation (the trace), causation (what led to it), worker, traceparent.</summary>
    public void Sign(IDocumentSession session, string causation)
    {
        session.LastModifiedBy = Name;
        session.CorrelationId = Activity.Current?.TraceId.ToString();
        session.CausationId = causation;
        if (WorkerId?.Invoke() is { } worker) session.SetHeader("worker", worker);
        if (Activity.Current?.Id is { } traceparent) session.SetHeader("traceparent", traceparent);
    }
}
