using JasperFx.Events;

namespace Realtime.EventLog;

/// <summary>The person or the program that caused an event.</summary>
/// <param name="Subject">The name that the issuer of the credential gives it.</param>
/// <param name="Key">The id of the API key, never the key; null for other credentials.</param>
public sealed record Cause(string Subject, string? Key)
{
    /// <summary>Null if the service acted by itself, or access was open to all.</summary>
    public static Cause? Of(IEvent e) => e.GetHeader("subject")?.ToString() is { } subject
        ? new Cause(subject, e.GetHeader("key")?.ToString())
        : null;
}
