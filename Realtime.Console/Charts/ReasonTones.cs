namespace Realtime.Console.Charts;

/// <summary>The colour of each reason in drawings, in the order in which they are stacked; a reason of a newer version is the last.</summary>
static class ReasonTones
{
    static readonly string[] Known =
    [
        "requested", "transport_closed", "replaced", "idle", "expired", "client_gone", "server_shutdown", "budget_exhausted", "worker_lost",
        "start_failed", "error",
    ];

    public static string Of(string reason) => Known.Contains(reason) ? $"tone-{Array.IndexOf(Known, reason)}" : "tone-other";

    public static int Order(string reason) => Array.IndexOf(Known, reason) is >= 0 and var at ? at : Known.Length;

    public static string Words(string reason) => reason.Replace('_', ' ');
}
