using Realtime.Sessions;

namespace Realtime.Worker.Sessions;

/// <summary>The worker's own errors.</summary>
static class WorkerErrors
{
    public static readonly SessionError Failed = new(
        "worker_failed", "The worker failed; its log says why.", ErrorOrigin.Worker, Retryable: true);

    public static readonly SessionError NotRecordable = new(
        "not_recordable", "The event log refused an event of the session; the worker's log says which.", ErrorOrigin.Worker,
            Retryable: true);

    public static readonly SessionError LogUnreadable = new(
        "log_unreadable", "The conversation's log has an event that the worker cannot read.", ErrorOrigin.Worker, Retryable: false);

    public static readonly SessionError LogUnavailable = new(
        "log_unavailable", "The event log was unreachable for too long.", ErrorOrigin.Worker, Retryable: true);

    public static readonly SessionError ImageLost = new(
        "image_lost", "The worker that had the item's image was lost before the model took it: submit the item again with a new inputId.",
        ErrorOrigin.Worker, Retryable: true);
}
