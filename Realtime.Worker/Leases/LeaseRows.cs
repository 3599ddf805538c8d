using Microsoft.Extensions.Options;
using Npgsql;
using Realtime.EventLog;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Leases;

/// <summary>The answer to a renewal: whether the worker must drain, and the addresses of the other living workers.</summary>
sealed record LeaseAnswer(bool Draining, IReadOnlyList<string> Others);

/// <summary>
/// This worker's row, over connections of its own, so that no other query delays a renewal. A renewal is given up after a quarter of the
/// lease. Times are the database's.
/// </summary>
sealed class LeaseRows : IAsyncDisposable
{
    const string Others =
        "(select coalesce(array_agg(o.address), '{}') from realtime.worker o where o.id <> $1 and not "
        + "o.lost and o.expires_at > clock_timestamp())";

    readonly NpgsqlDataSource database;
    readonly WorkerIdentity identity;
    readonly SessionRegistry sessions;
    readonly TimeProvider time;
    readonly TimeSpan lease;
    readonly int capacity;

    public LeaseRows(IConfiguration configuration, WorkerIdentity identity, SessionRegistry sessions, IOptions<WorkerOptions> options,
        TimeProvider time)
    {
        (this.identity, this.sessions, this.time, capacity, lease) =
            (identity, sessions, time, options.Value.Capacity, options.Value.Lease);
        var seconds = (int)Math.Ceiling(Patience.TotalSeconds);
        database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("realtime"))
        {
            ApplicationName = "realtime lease",
            Pooling = true,
            MinPoolSize = 0,
            MaxPoolSize = 2,
            Timeout = seconds,
            CommandTimeout = seconds,
            CancellationTimeout = -1, // a connection that does not answer is dropped, not asked to stop
        }.ConnectionString);
    }

    /// <summary>How long one renewal may take.</summary>
    public TimeSpan Patience => LeaseRules.Patience(lease);

    /// <summary>Inserts this worker's row. The row of a given-up id expires at once, so that the next sweep ends its sessions.</summary>
    public async Task<LeaseAnswer> Register(string? givenUp, TimeSpan within, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             with given_up as (update realtime.worker set expires_at = clock_timestamp() where id = $7 and not lost and expires_at > clock_timestamp())
             insert into realtime.worker (id, address, capacity, expires_at, live, draining, version)
             values ($1, $2, $3, clock_timestamp() + $4, $5, $6, $8)
             on conflict (id) do update set expires_at = excluded.expires_at where not worker.lost returning draining, {Others}
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.WorkerId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.Address });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = capacity });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = sessions.Count });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = sessions.IsDraining });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = givenUp ?? "" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = WorkerIdentity.Version });
        return await Ask(command, within, ct)
            ?? throw new InvalidOperationException($"Worker {identity.WorkerId} was declared lost before it registered.");
    }

    /// <summary>Null when recovery has declared this worker lost.</summary>
    public async Task<LeaseAnswer?> Renew(TimeSpan within, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "update realtime.worker set expires_at = clock_timestamp() + $2, live = $3, draining = draining or $4 where id = $1 and not "
            + $"lost returning draining, {Others}");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.WorkerId });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = sessions.Count });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = sessions.IsDraining });
        return await Ask(command, within, ct);
    }

    public async Task Remove(CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from realtime.worker where id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identity.WorkerId });
        await Ask(command, Patience, ct);
    }

    // Not by cancelling, which waits for the server to stop the statement.
    async Task<LeaseAnswer?> Ask(NpgsqlCommand command, TimeSpan within, CancellationToken ct) =>
        await Read(command).Observed().WaitAsync(within, time, ct);

    static async Task<LeaseAnswer?> Read(NpgsqlCommand command)
    {
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? new LeaseAnswer(row.GetBoolean(0), row.GetFieldValue<string[]>(1)) : null;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
