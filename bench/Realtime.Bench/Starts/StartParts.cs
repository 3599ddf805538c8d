using Npgsql;
using Realtime.Bench.Figures;

namespace Realtime.Bench.Starts;

/// <summary>
/// The parts of starts, by the times in the log: an event's own time is when its append begins, and PostgreSQL keeps the time of each
/// commit, taken before it flushes.
/// </summary>
static class StartParts
{
    public static async Task<IReadOnlyList<(string Name, Samples Samples)>> Of(BenchDatabase database, IReadOnlyList<SeenStart> starts)
    {
        var logged = await Logged(database, [.. starts.Select(start => start.Conversation)]);
        return
        [
            ("request_to_commit", Each((start, log) => log.Requested.Committed - start.Sent)),
            ("commit_to_claim", Each((_, log) => log.Claimed.Begun - log.Requested.Committed)),
            ("claim_to_commit", Each((_, log) => log.Claimed.Committed - log.Claimed.Begun)),
            ("claimed_to_connected", Each((start, log) =>
                log.Started.Begun - log.Claimed.Committed - TimeSpan.FromMilliseconds(start.Handshake))),
            ("connected_to_commit", Each((_, log) => log.Started.Committed - log.Started.Begun)),
            ("commit_to_seen", Each((start, log) => start.Seen - log.Started.Committed)),
        ];

        Samples Each(Func<SeenStart, LoggedStart, TimeSpan> part) =>
            Samples.Of(starts.Select(start => part(start, logged[start.Conversation]).TotalMilliseconds));
    }

    static async Task<Dictionary<string, LoggedStart>> Logged(BenchDatabase database, string[] conversations)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select stream_id, type, timestamp, pg_xact_commit_timestamp(xmin) from mt_events
            where stream_id = any($1) and type in ('session_requested', 'session_claimed', 'session_started')
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = conversations });
        var events = new List<(string Stream, string Type, LoggedTime Time)>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            events.Add((row.GetString(0), row.GetString(1), new LoggedTime(row.GetDateTime(2), row.GetDateTime(3))));
        return events.GroupBy(e => e.Stream).ToDictionary(stream => stream.Key, stream =>
        {
            var times = stream.ToDictionary(e => e.Type, e => e.Time);
            return new LoggedStart(times["session_requested"], times["session_claimed"], times["session_started"]);
        });
    }

    sealed record LoggedTime(DateTime Begun, DateTime Committed);

    sealed record LoggedStart(LoggedTime Requested, LoggedTime Claimed, LoggedTime Started);
}
