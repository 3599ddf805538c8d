namespace Realtime.Sessions;

/// <summary>Errors that several places record.</summary>
public static class Errors
{
    public static readonly SessionError WorkerLost = new(
        "worker_lost", "The worker that owned the session stopped answering.", ErrorOrigin.Worker, Retryable: true);

    public static readonly SessionError NoWorker = new(
        "no_worker", "No worker took the session in time.", ErrorOrigin.Worker, Retryable: true);

    public static readonly SessionError ClosedBeforeStart = new(
        "closed_before_start", "The transport closed before the session had started.", ErrorOrigin.Transport, Retryable: true);
}
