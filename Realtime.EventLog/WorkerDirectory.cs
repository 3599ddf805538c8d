using Npgsql;

namespace Realtime.EventLog;

/// <summary>The workers that are alive, by the database's clock.</summary>
public sealed class WorkerDirectory(NpgsqlDataSource database, TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    readonly Lock gate = new();
    (long At, Task<bool> Answer)? last;

    /// <summary>Whether some worker would take one more session; at most a second old. A claim decides in the end.</summary>
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

    async Task<bool> Ask()
    {
        await using var command = database.CreateCommand(
            "select exists (select from realtime.worker where expires_at > clock_timestamp() and not draining and not lost and live < capacity)");
        return await command.ExecuteScalarAsync() is true;
    }
}
