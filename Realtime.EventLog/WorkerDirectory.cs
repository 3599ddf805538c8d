using Npgsql;

namespace Realtime.EventLog;

/// <summary>The workers by their rows. The database's clock decides which of them are alive.</summary>
public sealed class WorkerDirectory(NpgsqlDataSource database, TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    readonly Lock gate = new();
    (long At, Task<bool> Answer)? last;

    /// <summary>Whether a worker has room for one more session; at most a second old. In the end the claim decides.</summary>
    public Task<bool> HasRoom()
    {
        lock (gate)
        {
            if (last is { } known && time.GetElapsedTime(known.At) < Fresh && known.Answer is { IsFaulted: false, IsCanceled: false }
                && (!known.Answer.IsCompleted || known.Answer.Result))
                return known.Answer;
            var answer = Ask();
            last = (time.GetTimestamp(), answer);
            return answer;
        }
    }

    /// <summary>All workers that have a row, the oldest first.</summary>
    public async Task<IReadOnlyList<KnownWorker>> All(CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select {Columns} from realtime.worker order by started_at, id");
        return await Read(command, ct);
    }

    /// <summary>
    /// Marks a worker as draining. The worker reads it at its next renewal at the latest. Null if there is no worker with this id.
    /// </summary>
    public async Task<KnownWorker?> Drain(string id, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"update realtime.worker set draining = true where id = $1 returning {Columns}");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return (await Read(command, ct)).SingleOrDefault();
    }

    const string Columns =
        "id, address, capacity, live, draining, lost, started_at, (extract(epoch from expires_at - clock_timestamp()) * 1000)::bigint, "
        + "version";

    static async Task<IReadOnlyList<KnownWorker>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        var workers = new List<KnownWorker>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            workers.Add(new KnownWorker(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetBoolean(4),
                row.GetBoolean(5),
                row.GetFieldValue<DateTimeOffset>(6), row.GetInt64(7), row.IsDBNull(8) ? null : row.GetString(8)));
        return workers;
    }

    async Task<bool> Ask()
    {
        await using var command = database.CreateCommand(
            "select exists (select from realtime.worker where expires_at > clock_timestamp() and not "
            + "draining and not lost and live < capacity)");
        return await command.ExecuteScalarAsync() is true;
    }
}
