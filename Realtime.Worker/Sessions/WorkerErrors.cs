using Realtime.Sessions;

namespace Realtime.Worker.Sessions;

/// <summary>Errors of the worker's own.</summary>
static class WorkerErrors
{
    public static readonly SessionError Failed = new(
        "worker_failed", "The worker failed; its own log says how.", ErrorOrigin.Worker, Retryable: true);

    public static readonly SessionError NotRecordable = new(
        "not_recordable", "The event log refused something that the session said; the worker's log says what.", ErrorOrigin.Worker,
            Retryable: true);

    public static readonly SessionError LogUnreadable = new(
        "log_unreadable", "The conversation's log has something that the worker cannot read.", ErrorOrigin.Worker, Retryable: false);

    public static readonly SessionError LogUnavailable = new(
        "log_unavailable", "The event log could not be reached for too long.", ErrorOrigin.Worker, Retryable: true);
}
