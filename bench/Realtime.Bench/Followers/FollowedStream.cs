using Npgsql;
using NpgsqlTypes;
using Realtime.Bench.Figures;

namespace Realtime.Bench.Followers;

/// <summary>A conversation to which the benchmark appends, and what its followers received.</summary>
sealed class FollowedStream
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Lock gate = new();
    readonly List<(long Version, DateTime At)> deliveries = [];
    long first = -1;
    int followers;

    public string Name { get; } = $"follow-{Guid.NewGuid():N}";
    public Guid Session { get; } = Guid.CreateVersion7();

    /// <summary>The version of the last event that was appended or is being appended.</summary>
    public long Version { get; set; }

    public void AddFollower()
    {
        Interlocked.CompareExchange(ref first, Version + 1, -1);
        Interlocked.Increment(ref followers);
    }

    public void Seen(long version, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, DateTime at)
    {
        lock (gate) deliveries.Add((version, at));
    }

    /// <summary>The number of deliveries that have not arrived.</summary>
    public long Missing
    {
        get { lock (gate) return (Version - first + 1) * followers - deliveries.Count; }
    }

    public static async Task AllDelivered(FollowedStream[] streams)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (streams.Any(s => s.Missing > 0) && TimeProvider.System.GetElapsedTime(begun) < Patience) await Task.Delay(50);
    }

    /// <summary>From the time of each commit to each delivery. PostgreSQL takes this time before it flushes the commit to disk.</summary>
    public static async Task<Samples> Latencies(FollowedStream[] streams, BenchDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select stream_id, version, pg_xact_commit_timestamp(xmin) from mt_events where stream_id = any($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. streams.Select(s => s.Name)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        var commits = new Dictionary<(string, long), DateTime>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) commits[(reader.GetString(0), reader.GetInt64(1))] = reader.GetDateTime(2);
        }

        var samples = new Samples();
        foreach (var stream in streams)
        {
            foreach (var (version, at) in stream.deliveries) samples.Add(at - commits[(stream.Name, version)]);
        }

        return samples;
    }
}
