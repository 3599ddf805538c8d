using System.Text.Json;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten.Exceptions;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Internal.Daemon;

/// <summary>Reads the log page by page: no archived events, and none of those that Marten fills failed saves' numbers with.</summary>
internal static class EventLoader
{
    /// <summary>The page after the floor, and what was passed over in it.</summary>
    public static async Task<LoadedPage> Load(DocumentStore store, Shard shard, long floor, long mark, int limit, ErrorHandlingOptions errors,
        CancellationToken token)
    {
        await using var session = new QuerySession(store);
        return await session.Execute([Command(store, shard, floor, mark, limit)], async reader =>
        {
            var (events, skipped) = (new List<IEvent>(), new List<(long, Exception)>());
            var (rows, last) = (0, floor);
            while (await reader.ReadAsync(token))
            {
                try
                {
                    events.Add(store.EventReader.Read(reader));
                }
                catch (Exception e) when (MaySkip(e, errors))
                {
                    skipped.Add((EventReader.Sequence(reader), e));
                }
                catch (Exception) when (rows > 0)
                {
                    // What comes before it is good: the next page begins with it.
                    return new LoadedPage(new EventRange(floor, EventReader.Sequence(reader) - 1, events), skipped);
                }

                (rows, last) = (rows + 1, EventReader.Sequence(reader));
            }

            return new LoadedPage(new EventRange(floor, rows == limit ? last : mark, events), skipped);
        }, prepared: false, token);
    }

    static bool MaySkip(Exception e, ErrorHandlingOptions errors) =>
        (e is UnknownEventTypeException && errors.SkipUnknownEvents) || (e is JsonException or NotSupportedException && errors.SkipSerializationErrors);

    static NpgsqlBatchCommand Command(DocumentStore store, Shard shard, long floor, long mark, int limit)
    {
        var types = shard.Handles is { } handles ? Sql.Array(store.Events.AliasesOf(handles), NpgsqlDbType.Varchar) : null;
        var command = Sql.Command($"""
            select {EventSql.Columns(store.Database.Metadata)} from public.mt_events e
            where e.seq_id > $1 and e.seq_id <= $2 and e.is_archived is not true and {(types is null ? "e.type <> 'tombstone'" : "e.type = any($4)")}
            order by e.seq_id limit $3
            """, Sql.Number(floor), Sql.Number(mark), Sql.Number(limit));
        if (types is not null) command.Parameters.Add(types);
        return command;
    }
}

/// <summary>A page, and the events in it that were passed over, with why.</summary>
internal sealed record LoadedPage(EventRange Range, IReadOnlyList<(long Sequence, Exception Why)> Skipped);
