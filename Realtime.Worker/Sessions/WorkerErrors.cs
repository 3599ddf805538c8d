using Realtime.Sessions;

namespace Realtime.Worker.Sessions;

/// <summary>Errors of the worker's own.</summary>
static class WorkerErrors
{
    public static readonly SessionError Failed = new(
        "worker_failed", "The worker failed; its own log says how.", ErrorOrigin.Worker, Retryable: true);

    public static readonly SessionError LogUnavailable = new(
        "log_unavailable", "The event log could not be reached for too long.", ErrorOrigin.Worker, Retryable: true);
}
