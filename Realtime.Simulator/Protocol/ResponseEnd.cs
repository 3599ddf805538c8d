namespace Realtime.Simulator.Protocol;

/// <param name="Code">The error of a failed response.</param>
internal sealed record ResponseEnd(string Status, string? Reason, string? Code = null)
{
    public static readonly ResponseEnd Completed = new("completed", null);
    public static readonly ResponseEnd CancelledByClient = new("cancelled", "client_cancelled");
    public static readonly ResponseEnd TurnDetected = new("cancelled", "turn_detected");

    public static ResponseEnd Failed(string code) => new("failed", null, code);

    public static ResponseEnd Incomplete(string reason) => new("incomplete", reason);

    public string ItemStatus => this == Completed ? "completed" : "incomplete";
}
