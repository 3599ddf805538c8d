namespace Realtime.Simulator.Protocol;

internal sealed record ResponseEnd(string Status, string? Reason)
{
    public static readonly ResponseEnd Completed = new("completed", null);
    public static readonly ResponseEnd CancelledByClient = new("cancelled", "client_cancelled");
    public static readonly ResponseEnd TurnDetected = new("cancelled", "turn_detected");

    public string ItemStatus => Reason is null ? "completed" : "incomplete";
}
