using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Leases;

/// <summary>
/// Renews this worker's lease, and knows by the worker's own clock whether it holds one. The lease only tells recovery when to act; what is lost, the
/// log says. A worker that was declared lost, or could not renew in time while another may judge it, drops its sessions, takes a new id, and leaves
/// the old one's to recovery.
/// </summary>
sealed partial class WorkerLease(
    LeaseRows rows, LeaseWitnesses witnesses, DatabaseWatch watch, SharedSecret secret, WorkerIdentity identity, SessionRegistry sessions, IOptions<WorkerOptions> options,
    TimeProvider time, ILogger<WorkerLease> logger) : BackgroundService
{
    /// <summary>Between renewals that something asks for: what others know of this worker's load is that old.</summary>
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    readonly SemaphoreSlim hurry = new(0, 1);
    readonly Lock gate = new();
    TaskCompletionSource registered = NewSignal();
    IReadOnlyList<string> others = [];
    string? givenUp;
    Task<bool>? asking;

    // When the last renewal that succeeded was sent: the row is good for a lease from there, or longer.
    long? renewed;

    /// <summary>Completes when this worker may claim; of a worker that lost its lease, when it has a new one.</summary>
    public Task Registered => Volatile.Read(ref registered).Task;

    /// <summary>How long the lease is overdue; zero while it is held, and while there is none.</summary>
    public TimeSpan Outage => Left is { } left && left < TimeSpan.Zero ? -left : TimeSpan.Zero;

    /// <summary>Until the lease runs out by this worker's clock; null where it has none.</summary>
    TimeSpan? Left
    {
        get { lock (gate) return renewed is { } at ? Lease - time.GetElapsedTime(at) : null; }
    }

    TimeSpan Lease => options.Value.Lease;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        sessions.Changed += Hurry;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await identity.Ready.WaitAsync(stoppingToken);
                await Hold(stoppingToken);
                // A third of the lease: two renewals may fail before it runs out. Jitter keeps workers apart.
                await Pause(Lease / 3 * (0.8 + 0.2 * Random.Shared.NextDouble()), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                watch.Interrupted();
                LogFailed(e.Message);
                await GiveUpIfOthersMayJudge(stoppingToken);
                await Task.Delay(RetryPause, time, CancellationToken.None);
            }
        }

        sessions.Changed -= Hurry;
    }

    /// <summary>Renew soon: the load changed, or somebody wrote something into the row.</summary>
    public void Hurry()
    {
        try
        {
            if (hurry.CurrentCount == 0) hurry.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two at once: once is enough.
        }
    }

    async Task Pause(TimeSpan pause, CancellationToken ct)
    {
        var shortest = pause < ShortestPause ? pause : ShortestPause;
        await Task.Delay(shortest, time, ct);
        await hurry.WaitAsync(pause - shortest, ct);
    }

    async Task Hold(CancellationToken ct)
    {
        if (!Registered.IsCompleted) await secret.Get(ct); // known before it is asked for while the database is away
        var asked = time.GetTimestamp();
        var answer = Registered.IsCompleted ? await rows.Renew(Within, ct) : await Register(ct);
        if (answer is null)
        {
            LogLost(identity.WorkerId);
            Drop();
            asked = time.GetTimestamp();
            answer = await Register(ct);
        }

        watch.Renewed(asked);
        lock (gate) renewed = asked;
        (others, asking) = (answer.Others, null);
        registered.TrySetResult();
        if (!answer.Draining || sessions.IsDraining) return;
        LogDraining(identity.WorkerId, sessions.Count);
        sessions.Drain();
    }

    /// <summary>No try goes on past the end of the lease.</summary>
    TimeSpan Within => Left is { } left && left > RetryPause && left < rows.Patience ? left : rows.Patience;

    async Task<LeaseAnswer> Register(CancellationToken ct)
    {
        var answer = await rows.Register(givenUp, rows.Patience, ct);
        givenUp = null;
        LogRegistered(identity.WorkerId, identity.Address);
        return answer;
    }

    /// <summary>
    /// A lease that runs out is lost where somebody may take the sessions; where the database is away for all, nobody may, and they live on. The
    /// others are asked from the first failure on, so that the answer is there when the lease ends.
    /// </summary>
    async Task GiveUpIfOthersMayJudge(CancellationToken ct)
    {
        if (Left is not { } left) return;
        try
        {
            asking ??= witnesses.MayJudge(others, ct);
            if (left > RetryPause && !asking.IsCompleted) return;
            var mayJudge = await asking;
            asking = null;
            if (!mayJudge || left > RetryPause) return;
            LogGivenUp(identity.WorkerId);
            Drop();
        }
        catch (Exception e)
        {
            asking = null;
            LogFailed(e.Message);
        }
    }

    void Drop()
    {
        Volatile.Write(ref registered, NewSignal());
        lock (gate) renewed = null;
        givenUp ??= identity.WorkerId;
        identity.Renew();
        sessions.DropAll();
    }

    public override void Dispose()
    {
        hurry.Dispose();
        base.Dispose();
    }

    /// <summary>An orderly stop leaves no row behind: every session has its end by then.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (sessions.Count > 0) return; // recovery will end them
        try
        {
            await rows.Remove(cancellationToken);
        }
        catch (Exception e)
        {
            LogFailed(e.Message);
        }
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} takes sessions, reached at {Address}")]
    partial void LogRegistered(string worker, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} was told to drain: it takes no more sessions, and waits for {Sessions} to end")]
    partial void LogDraining(string worker, int sessions);

    [LoggerMessage(Level = LogLevel.Error, Message = "Worker {Worker} was declared lost: its sessions are dropped and it goes on under a new id")]
    partial void LogLost(string worker);

    [LoggerMessage(Level = LogLevel.Error, Message = "Worker {Worker} could not renew its lease and others may take its sessions: they are dropped, and it goes on under a new id")]
    partial void LogGivenUp(string worker);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease was not renewed; the next try is soon: {Reason}")]
    partial void LogFailed(string reason);
}
