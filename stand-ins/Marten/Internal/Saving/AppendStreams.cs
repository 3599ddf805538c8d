using JasperFx.Events;
using Marten.Internal.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Internal.Saving;

/// <summary>
/// Appends to all streams of the save. Streams go in key order, so that saves that share streams wait for each other
/// instead of dead-locking; events keep the order in which they were given.
/// </summary>
internal sealed class AppendStreams : IOperation
{
    readonly List<StreamAction> _given;
    readonly StreamAction[] _sorted;
    readonly int[] _places;

    public AppendStreams(DocumentStore store, List<StreamAction> streams)
    {
        _given = streams;
        _sorted = [.. streams.OrderBy(s => s.Key, StringComparer.Ordinal)];
        _places = [.. streams.Select(s => Array.IndexOf(_sorted, s))];
        var events = streams.SelectMany((s, i) => s.Events.Select((e, n) => (Stream: _places[i] + 1, Place: n + 1, Event: e))).ToArray();
        Command = Sql.Command(store.Database.Append.Call,
            Sql.Array([.. _sorted.Select(s => s.Key)], NpgsqlDbType.Varchar),
            Sql.Array([.. _sorted.Select(s => s.AggregateType is { } type ? store.Events.AliasOfAggregate(type) : null)], NpgsqlDbType.Varchar),
            Sql.Array([.. _sorted.Select(s => s.ExpectedVersionOnServer)], NpgsqlDbType.Bigint),
            Sql.Array([.. _sorted.Select(s => s.Events.Count)], NpgsqlDbType.Integer),
            Sql.Array([.. events.Select(e => e.Stream)], NpgsqlDbType.Integer),
            Sql.Array([.. events.Select(e => e.Place)], NpgsqlDbType.Integer),
            Sql.Array([.. events.Select(e => e.Event.Id)], NpgsqlDbType.Uuid),
            Sql.Array([.. events.Select(e => e.Event.EventTypeName)], NpgsqlDbType.Varchar),
            Sql.Array([.. events.Select(e => e.Event.DotNetTypeName)], NpgsqlDbType.Varchar),
            Sql.Array([.. events.Select(e => store.Serializer.Write(e.Event.Data, e.Event.EventType))], NpgsqlDbType.Jsonb),
            Sql.Array([.. events.Select(e => e.Event.Timestamp)], NpgsqlDbType.TimestampTz));
        foreach (var column in store.Database.Metadata)
            Command.Parameters.Add(Metadata(column, store.Serializer, [.. events.Select(e => e.Event)]));
    }

    public NpgsqlBatchCommand Command { get; }

    public bool ReturnsRow => true;

    /// <summary>The function gives each stream's version before the append, then each event's sequence number.</summary>
    public void Read(NpgsqlDataReader? row)
    {
        var numbers = row!.GetFieldValue<long[]>(0);
        var next = _sorted.Length;
        for (var i = 0; i < _given.Count; i++)
        {
            var version = numbers[_places[i]];
            foreach (var e in _given[i].Events)
            {
                e.Version = ++version;
                e.Sequence = numbers[next++];
            }
        }
    }

    static NpgsqlParameter Metadata(MetadataColumn column, Serializer serializer, IEvent[] events) => column.DbType == NpgsqlDbType.Jsonb
        ? Sql.Array([.. events.Select(e => e.Headers is { Count: > 0 } headers ? serializer.WriteHeaders(headers) : null)], NpgsqlDbType.Jsonb)
        : Sql.Array([.. events.Select(column.TextOf)], column.DbType);
}
