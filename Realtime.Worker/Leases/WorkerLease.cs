using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.Worker.Sessions;
using Realtime.Worker.Telemetry;

namespace Realtime.Worker.Leases;

/// <summary>
/// Renews this worker's lease, and measures by its own clock whether it holds one. The lease only tells recovery when to act; the log says
/// which sessions are lost. A worker that was declared lost, or that could not renew in time while others may take its sessions, drops
/// them, takes a new id, and leaves the old id's sessions to recovery.
/// </summary>
sealed partial class WorkerLease(
    LeaseRows rows, LeaseWitnesses witnesses, DatabaseWatch watch, SharedSecret secret, WorkerIdentity identity, SessionRegistry sessions,
    IOptions<WorkerOptions> options,
    TimeProvider time, ILogger<WorkerLease> logger) : BackgroundService
{
    readonly SemaphoreSlim hurry = new(0, 1);
    readonly Lock gate = new();
    TaskCompletionSource registered = NewSignal();
    IReadOnlyList<string> others = [];
    string? givenUp;
    Task<long>? asking;

    // When the last successful renewal was sent: the row is valid for at least a lease from then.
    long? renewed;

    // Until then nobody declares this worker lost, by the others' answers.
    long? reprieve;

    /// <summary>Completes when this worker may claim; after a lost lease, when it holds a new one.</summary>
    public Task Registered => Volatile.Read(ref registered).Task;

    /// <summary>The number of living workers, with this one, as of the last renewal.</summary>
    public int Workers => others.Count + 1;

    /// <summary>How long the lease is overdue; zero while it is held, and before there is one.</summary>
    public TimeSpan Outage => Left is { } left && left < TimeSpan.Zero ? -left : TimeSpan.Zero;

    /// <summary>The time until the lease expires by this worker's clock; null without a lease.</summary>
    public TimeSpan? Left
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
                await Pause(LeaseRules.Pause(Lease, Random.Shared.NextDouble()), stoppingToken);
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
                await Task.Delay(LeaseRules.RetryPause, time, CancellationToken.None);
            }
        }

        sessions.Changed -= Hurry;
    }

    /// <summary>Renews soon, because the load or the row changed.</summary>
    public void Hurry()
    {
        try
        {
            if (hurry.CurrentCount == 0) hurry.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another call has released it already.
        }
    }

    async Task Pause(TimeSpan pause, CancellationToken ct)
    {
        var shortest = pause < LeaseRules.ShortestPause ? pause : LeaseRules.ShortestPause;
        await Task.Delay(shortest, time, ct);
        await hurry.WaitAsync(pause - shortest, ct);
    }

    async Task Hold(CancellationToken ct)
    {
        if (!Registered.IsCompleted) await secret.Get(ct); // witnesses need it while the database is unavailable
        var asked = time.GetTimestamp();
        var answer = Registered.IsCompleted ? await rows.Renew(LeaseRules.Within(Safe, Lease), ct) : await Register(ct);
        if (answer is null)
        {
            LogLost(identity.WorkerId);
            Drop();
            asked = time.GetTimestamp();
            answer = await Register(ct);
        }

        watch.Renewed(asked);
        lock (gate) renewed = asked;
        (others, asking, reprieve) = (answer.Others, null, null);
        registered.TrySetResult();
        if (!answer.Draining || sessions.IsDraining) return;
        LogDraining(identity.WorkerId, sessions.Count);
        sessions.Drain();
    }

    /// <summary>The time in which nobody can take this worker's sessions; null without a lease.</summary>
    TimeSpan? Safe => Left is { } left ? TimeSpan.FromTicks(Math.Max(left.Ticks, Reprieve?.Ticks ?? 0)) : null;

    TimeSpan? Reprieve => reprieve is { } until ? time.GetElapsedTime(time.GetTimestamp(), until) : null;

    async Task<LeaseAnswer> Register(CancellationToken ct)
    {
        var answer = await rows.Register(givenUp, rows.Patience, ct);
        givenUp = null;
        LogRegistered(identity.WorkerId, identity.Address);
        return answer;
    }

    /// <summary>
    /// Drops the sessions at the end of the lease if another worker may take them; while the database is unavailable for all, they go on.
    /// Asks the others from the first failure on, so that the answer is known when the lease ends.
    /// </summary>
    async Task GiveUpIfOthersMayJudge(CancellationToken ct)
    {
        if (Left is null) return;
        try
        {
            if (asking is { IsCompleted: true }) await Hear(TimeSpan.Zero, ct);
            if (asking is null && LeaseRules.MustAsk(Reprieve, Lease)) asking = Ask(ct);
            if (!IsEnding) return;
            if (asking is not null) await Hear(reprieve is null ? LeaseRules.WitnessPatience(Lease) : LeaseRules.LastAnswers(Lease), ct);
            if (!IsEnding) return;
            LogGivenUp(identity.WorkerId);
            Drop();
        }
        catch (Exception e)
        {
            asking = null;
            LogFailed(e.Message);
        }
    }

    bool IsEnding => Safe is { } safe && LeaseRules.IsEnding(safe, Lease);

    /// <summary>Takes the answers; if they are not there in time, those before them count.</summary>
    async Task Hear(TimeSpan patience, CancellationToken ct)
    {
        try
        {
            reprieve = await asking!.WaitAsync(patience, time, ct);
            asking = null;
        }
        catch (TimeoutException)
        {
            // They may come before the next try.
        }
    }

    /// <summary>Until when nobody declares this worker lost.</summary>
    async Task<long> Ask(CancellationToken ct)
    {
        var asked = time.GetTimestamp();
        var nobodyFor = await witnesses.NobodyJudgesFor(others, ct);
        return asked + (long)(nobodyFor.TotalSeconds * time.TimestampFrequency);
    }

    void Drop()
    {
        Losses.Lease();
        Volatile.Write(ref registered, NewSignal());
        lock (gate) renewed = null;
        (asking, reprieve) = (null, null);
        givenUp ??= identity.WorkerId;
        identity.Renew();
        sessions.DropAll();
    }

    public override void Dispose()
    {
        hurry.Dispose();
        base.Dispose();
    }

    /// <summary>An orderly stop deletes the row, as every session has ended by then.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (sessions.Count > 0) return; // recovery ends them
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} holds a lease and takes sessions at {Address}")]
    partial void LogRegistered(string worker, string address);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Worker {Worker} drains: it takes no more sessions and waits for {Sessions} to end")]
    partial void LogDraining(string worker, int sessions);

    [LoggerMessage(Level = LogLevel.Error, Message = "Worker {Worker} was declared lost; it drops its sessions and takes a new id")]
    partial void LogLost(string worker);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Worker {Worker} could not renew its lease and others may take its sessions; it drops them and takes a new id")]
    partial void LogGivenUp(string worker);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not renew the lease; retrying in 0.2 s: {Reason}")]
    partial void LogFailed(string reason);
}
