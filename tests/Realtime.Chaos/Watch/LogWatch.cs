using Npgsql;
using NpgsqlTypes;
using Realtime.Testing.Servers;

namespace Realtime.Chaos.Watch;

/// <summary>
/// Reads the log from the database as it grows, and keeps the time at which it first read each lifecycle event. Its resolution is
/// <see cref="Pause"/>.
/// </summary>
sealed class LogWatch : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>PostgreSQL assigns sequence numbers before the commit, so an event may appear after events with higher numbers.</summary>
    const int Late = 400;

    static readonly string[] Types = ["session_requested", "session_claimed", "session_resumed", "session_ended"];

    const string Sql =
        """
        select seq_id, stream_id, type, (data ->> 'sessionId')::uuid,
            data ->> 'address', data ->> 'reason', data -> 'options' ->> 'onWorkerLost'
        from mt_events where seq_id > $1 and type = any($2) order by seq_id
        """;

    readonly NpgsqlDataSource database;
    readonly RunClock clock;
    readonly CancellationTokenSource stop = new();
    readonly Lock gate = new();
    readonly Dictionary<Guid, SessionTrack> tracks = [];
    readonly SortedSet<long> seen = [];
    readonly Task watching;

    public LogWatch(PostgresServer server, RunClock clock)
    {
        (database, this.clock) =
            (NpgsqlDataSource.Create(server.ConnectionString + ";Maximum Pool Size=2;Timeout=3;Command Timeout=10"), clock);
        watching = Watch();
    }

    public IReadOnlyList<SessionTrack> Tracks
    {
        get { lock (gate) return [.. tracks.Values]; }
    }

    /// <summary>When the watch read the session's end; null while there is none.</summary>
    public TimeSpan? EndOf(Guid session)
    {
        lock (gate) return tracks.GetValueOrDefault(session)?.Ended;
    }

    public int LiveCount
    {
        get { lock (gate) return tracks.Values.Count(track => track.Ended is null); }
    }

    /// <summary>A random choice from the latest two hundred sessions, live or ended.</summary>
    public IReadOnlyList<(string Conversation, Guid Session)> SomeSessions(Random random, int count)
    {
        lock (gate)
            return [.. tracks.Values.TakeLast(200).OrderBy(_ => random.Next()).Take(count).Select(track => (track.Conversation, track.Id))];
    }

    async Task Watch()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Look(stop.Token);
                await Task.Delay(Pause, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
            {
                await Task.Delay(Pause, CancellationToken.None); // the database is down
            }
        }
    }

    async Task Look(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seen.Count == 0 ? 0 : seen.Max - Late });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Types,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (!seen.Add(reader.GetInt64(0))) continue;
            lock (gate) Take(reader);
        }

        while (seen.Count > 0 && seen.Min < seen.Max - 2 * Late) seen.Remove(seen.Min);
    }

    void Take(NpgsqlDataReader row)
    {
        var (session, now) = (row.GetGuid(3), clock.Now);
        if (!tracks.TryGetValue(session, out var track))
            tracks.Add(session, track = new SessionTrack(session, row.GetString(1), !row.IsDBNull(6) && row.GetString(6) == "resume"));
        switch (row.GetString(2))
        {
            case "session_claimed": track.Claims.Add((now, row.GetString(4))); break;
            case "session_resumed": track.Resumed.Add(now); break;
            case "session_ended": (track.Ended, track.Reason) = (now, row.GetString(5)); break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        await database.DisposeAsync();
        stop.Dispose();
    }
}
