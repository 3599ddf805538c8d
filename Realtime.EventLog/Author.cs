using System.Diagnostics;
using JasperFx.Events;
using Marten;

namespace Realtime.EventLog;

/// <summary>
/// The process that writes. Every event has it as metadata, so that the audit shows which process recorded it, for
/// which request, and for whom.
/// </summary>
/// <param name="Name">"api" or "worker".</param>
/// <param name="WorkerId">The worker's current id; null for an API.</param>
/// <param name="By">Returns who causes the current append; null if the service acts by itself.</param>
public sealed record Author(string Name, Func<string>? WorkerId = null, Func<Cause?>? By = null)
{
    /// <summary>The metadata of the events of one append.</summary>
    const string TraceHeader = "traceparent";

    internal EventMetadata Metadata(string causation) => new(Name, Activity.Current?.TraceId.ToString(), causation, Headers());

    /// <summary>Adds the same metadata to the events that Marten writes.</summary>
    internal void Sign(IDocumentSession session, string causation)
    {
        var metadata = Metadata(causation);
        session.LastModifiedBy = metadata.UserName;
        session.CorrelationId = metadata.CorrelationId;
        session.CausationId = metadata.CausationId;
        foreach (var (name, value) in metadata.Headers) session.SetHeader(name, value);
    }

    /// <summary>The span in which the event was appended, in whichever process; none if it had no trace.</summary>
    public static ActivityContext TraceOf(IEvent e) =>
        ActivityContext.TryParse(e.GetHeader(TraceHeader)?.ToString(), traceState: null, isRemote: true, out var context)
            ? context
            : default;

    Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>();
        if (WorkerId?.Invoke() is { } worker) headers["worker"] = worker;
        if (Activity.Current?.Id is { } traceparent) headers[TraceHeader] = traceparent;
        if (By?.Invoke() is not { } by) return headers;
        headers["subject"] = by.Subject;
        if (by.Key is { } key) headers["key"] = key;
        return headers;
    }
}

/// <summary>Marten's metadata columns of an event.</summary>
sealed record EventMetadata(string UserName, string? CorrelationId, string CausationId, IReadOnlyDictionary<string, string> Headers)
{
    static readonly byte[] NoHeaders = "null"u8.ToArray();

    /// <summary>The headers as Marten writes them: without headers it is JSON's null.</summary>
    public byte[] HeadersJson => Headers.Count > 0 ? LogJson.Write(Headers) : NoHeaders;
}
