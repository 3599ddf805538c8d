using System.Text.Json;

namespace Realtime.EventLog.Audit;

/// <summary>One event with all its metadata: who recorded it, for which request, in which process.</summary>
/// <param name="Actor">"api" or "worker".</param>
/// <param name="By">The person or program that caused it; null if the service acted by itself.</param>
/// <param name="Correlation">The trace of the request.</param>
/// <param name="Causation">The command that caused the event.</param>
/// <param name="Worker">The worker's id; null if an API recorded the event.</param>
/// <param name="IsMasked">Whether its content was erased.</param>
public sealed record RecordedEvent(
    LoggedEvent Event,
    Guid Id,
    string? Actor,
    string? Correlation,
    string? Causation,
    string? Worker,
    string? Traceparent,
    bool IsMasked,
    Cause? By = null)
{
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("actor", Actor);
        json.WriteString("subject", By?.Subject);
        json.WriteString("key", By?.Key);
        json.WriteString("correlation", Correlation);
        json.WriteString("causation", Causation);
        json.WriteString("worker", Worker);
        json.WriteString("traceparent", Traceparent);
        if (IsMasked) json.WriteBoolean("masked", true);
        Event.WriteFields(json, all: true);
        json.WriteEndObject();
    }
}
