namespace Realtime.Testing.Client;

/// <summary>A session's events as one line of text: their types without the prefix "session_", the end with its reason.</summary>
public static class Stories
{
    static readonly string[] Lifecycle = ["session_requested", "session_claimed", "session_started", "session_resumed", "transport_renewed",
        "end_requested", "session_ended"];

    /// <summary>All events, for example "requested, claimed, started, ended(transport_closed)".</summary>
    public static string Story(this IEnumerable<Event> events) => string.Join(", ", events.Select(Word));

    /// <summary>Only the lifecycle events, without those that upstream caused.</summary>
    public static string Life(this IEnumerable<Event> events) => events.Where(e => Lifecycle.Contains(e.Type)).Story();

    public static Event End(this IEnumerable<Event> events) => events.Single(e => e.Type == "session_ended");

    static string Word(Event e) => e.Type switch
    {
        "session_ended" => $"ended({e.Text("reason")}{(e.ErrorCode is { } code ? ", " + code : "")})",
        _ when e.Type.StartsWith("session_", StringComparison.Ordinal) => e.Type["session_".Length..],
        _ => e.Type,
    };
}
