using Npgsql;
using NpgsqlTypes;

namespace Realtime.EventLog;

/// <summary>
/// Reads the new events of many conversations in one query, bounded in bytes for each conversation and for all together. It reads large
/// events without their data.
/// </summary>
public sealed class NewsReader(NpgsqlDataSource database)
{
    /// <summary>The most events of one conversation.</summary>
    const int MostOfOne = 1_000;

    /// <summary>The most bytes of all conversations together, as stored.</summary>
    const int MostStored = 1024 * 1024;

    /// <summary>The most bytes as read. The first event is always read.</summary>
    const int MostRead = 4 * 1024 * 1024;

    // A large event counts as 64 bytes, since its data is not read. The planner does not see into (select $1): else it would prefer a new
    // plan to the one that it has whenever there are few conversations, and planning takes longer than reading.
    static readonly string Query =
        $"""
         select e.stream_id, e.version, e.seq_id, e.type, e.timestamp, {BoundedRows.SmallData}, e.more, e.follows from (
             select o.*, sum(o.weight) over w as total, row_number() over w as number, lead(o.version) over w is not null as follows
             from (
                 select followed.place as turn, n.* from unnest((select $1), (select $2)) with ordinality as followed (id, after, place)
                 cross join lateral (
                     select m.*, sum(m.weight) over v as held, row_number() over v as place, lead(m.version) over v is not null as more
                     from (select s.*, case when s.stored <= {BoundedRows.Large} then s.stored else 64 end as weight
                           from (select e.*, pg_column_size(e.data) as stored from mt_events e
                                 where e.stream_id = followed.id and e.version > followed.after
                                     order by e.version limit {MostOfOne + 1}) s) m
                     window v as (order by m.version)) n
                 where n.place = 1 or n.place <= {MostOfOne} and n.held <= {BoundedRows.MostStored}) o
             window w as (order by o.turn, o.version)) e
         where e.number = 1 or e.total <= {MostStored} order by e.turn, e.version
         """;

    /// <summary>The new events of these conversations, each after its own version.</summary>
    public async Task<News> Read(string[] conversations, long[] after, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = conversations,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = after });
        var events = new List<LoggedEvent>();
        var (held, more, follows) = (0L, false, false);
        var (goOn, unreached) = (new List<string>(), Enumerable.Empty<string>());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var e = EventReader.Read(reader);
            if (more && events[^1].Conversation != e.Conversation) goOn.Add(events[^1].Conversation);
            held += e.Data.Length;
            if (events.Count > 0 && held > MostRead)
            {
                (more, follows) = (events[^1].Conversation == e.Conversation, true);
                break;
            }

            events.Add(e);
            (more, follows) = (reader.GetBoolean(6), reader.GetBoolean(7));
        }

        if (more) goOn.Add(events[^1].Conversation);
        if (follows) unreached = conversations.SkipWhile(id => id != events[^1].Conversation).Skip(1);
        return new News(events, [.. unreached, .. goOn]);
    }
}

/// <param name="Events">Ordered as the conversations in the query, then by version.</param>
/// <param name="Unread">Conversations that may have more. Those of which nothing was read come first.</param>
public sealed record News(IReadOnlyList<LoggedEvent> Events, IReadOnlyList<string> Unread);
