using Marten;
using Npgsql;
using NpgsqlTypes;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Worker.Journal;

/// <summary>Records many sessions in one commit.</summary>
sealed class JointRecorder(IDocumentStore store, Nudges nudges, Author author)
{
    /// <summary>
    /// Commits all of them, but for those whose conversation somebody else has appended to: these are given back, to be decided anew. The races are
    /// settled with the streams held, before a sequence number is taken: a rollback would leave gaps, at which the daemon waits.
    /// </summary>
    public async Task<List<Attempt>> Record(IReadOnlyList<Attempt> attempts, CancellationToken ct)
    {
        var (decided, raced) = Decide(attempts);
        if (decided.Count == 0) return raced;
        await using var session = store.LightweightSession();
        author.Sign(session, "journal");
        await session.BeginTransactionAsync(ct);
        var versions = await Hold(session.Connection!, [.. decided.Select(d => d.Attempt.Entry.Conversation)], ct);
        raced.AddRange(decided.Where(d => IsRaced(d.Attempt)).Select(d => d.Attempt));
        decided.RemoveAll(d => IsRaced(d.Attempt));
        if (decided.Count == 0) return raced;

        foreach (var (attempt, events) in decided)
        {
            session.Events.Append(attempt.Entry.Conversation, attempt.Version + events.Count,
                events.Select(object (e) => session.Identified(e, attempt.IdOf(e))).ToArray());
        }

        await session.SaveChangesAsync(ct);
        foreach (var (attempt, events) in decided)
        {
            attempt.Entry.Commit(attempt, attempt.State.After(events), attempt.Version + events.Count);
            nudges.Raise(attempt.Entry.Conversation);
        }

        return raced;

        bool IsRaced(Attempt attempt) => versions.GetValueOrDefault(attempt.Entry.Conversation) != attempt.Version;
    }

    static (List<(Attempt Attempt, IReadOnlyList<SessionEvent> Events)> Decided, List<Attempt> Raced) Decide(IReadOnlyList<Attempt> attempts)
    {
        var decided = new List<(Attempt, IReadOnlyList<SessionEvent>)>(attempts.Count);
        var raced = new List<Attempt>();
        foreach (var attempt in attempts)
        {
            try
            {
                // One that records nothing is looked at by itself as well: what is known of the session may be old.
                if (SessionDecider.Decide(attempt.State, attempt.Command) is { Count: > 0 } events) decided.Add((attempt, events));
                else raced.Add(attempt);
            }
            catch (OwnershipLostException)
            {
                raced.Add(attempt);
            }
        }

        return (decided, raced);
    }

    /// <summary>In the order of their keys, so that two who hold many do not wait for each other.</summary>
    static async Task<Dictionary<string, long>> Hold(NpgsqlConnection connection, string[] conversations, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select id, version from mt_streams where id = any($1) order by id for update", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = conversations, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var row = await command.ExecuteReaderAsync(ct);
        var versions = new Dictionary<string, long>(conversations.Length, StringComparer.Ordinal);
        while (await row.ReadAsync(ct)) versions[row.GetString(0)] = row.GetInt64(1);
        return versions;
    }
}
