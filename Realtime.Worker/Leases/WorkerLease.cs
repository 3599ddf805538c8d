using Microsoft.Extensions.Options;
using Npgsql;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Leases;

/// <summary>
/// This worker's row, renewed by the database's clock alone. It only tells recovery when to act; what is lost, the log says. A worker
/// that could not renew in time drops its sessions, takes a new id, and leaves the old one's to recovery.
/// </summary>
sealed partial class WorkerLease(
    NpgsqlDataSource database, WorkerIdentity identity, SessionRegistry sessions, IOptions<WorkerOptions> options, TimeProvider time, ILogger<WorkerLease> logger)
    : BackgroundService
{
    /// <summary>Between renewals that something asks for: what others know of this worker's load is that old.</summary>
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    readonly SemaphoreSlim hurry = new(0, 1);
    readonly TaskCompletionSource registered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when this worker may claim.</summary>
    public Task Registered => registered.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        var held = false;
        sessions.Changed += Hurry;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await identity.Ready.WaitAsync(stoppingToken);
                if (held && !await Renew(lease, stoppingToken))
                {
                    LogLost(identity.WorkerId);
                    sessions.DropAll();
                    identity.Renew();
                    held = false;
                }

                if (!held) await Register(lease, stoppingToken);
                held = true;
                registered.TrySetResult();
                // A third of the lease: two renewals may fail before it runs out. Jitter keeps workers apart.
                await Pause(lease / 3 * (0.8 + 0.2 * Random.Shared.NextDouble()), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogFailed(e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, CancellationToken.None);
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

    async Task Register(TimeSpan lease, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            insert into realtime.worker (id, address, capacity, expires_at, live, draining) values ($1, $2, $3, clock_timestamp() + $4, $5, $6)
            on conflict (id) do nothing
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.WorkerId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.Address });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.Capacity });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = sessions.Count });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = sessions.IsDraining });
        await command.ExecuteNonQueryAsync(ct);
        LogRegistered(identity.WorkerId, identity.Address);
    }

    /// <summary>False when recovery has declared this worker lost. What the row says of draining is obeyed.</summary>
    async Task<bool> Renew(TimeSpan lease, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "update realtime.worker set expires_at = clock_timestamp() + $2, live = $3, draining = draining or $4 where id = $1 and not lost returning draining");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.WorkerId });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = sessions.Count });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = sessions.IsDraining });
        if (await command.ExecuteScalarAsync(ct) is not bool draining) return false;
        if (draining && !sessions.IsDraining)
        {
            LogDraining(identity.WorkerId, sessions.Count);
            sessions.Drain();
        }

        return true;
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
            await using var command = database.CreateCommand("delete from realtime.worker where id = $1");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.WorkerId });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            LogFailed(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} takes sessions, reached at {Address}")]
    partial void LogRegistered(string worker, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} was told to drain: it takes no more sessions, and waits for {Sessions} to end")]
    partial void LogDraining(string worker, int sessions);

    [LoggerMessage(Level = LogLevel.Error, Message = "Worker {Worker} was declared lost: its sessions are dropped and it goes on under a new id")]
    partial void LogLost(string worker);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease was not renewed; the next try is soon: {Reason}")]
    partial void LogFailed(string reason);
}
