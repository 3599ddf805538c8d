using JasperFx.Events;
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

    public AppendStreams(DocumentStore store, List<StreamAction> streams)
    {
        _given = streams;
        _sorted = [.. streams.OrderBy(s => s.Key, StringComparer.Ordinal)];
        Command = streams is [{ Events: [var single] }] ? One(store, streams[0], single) : Many(store);
    }

    public NpgsqlBatchCommand Command { get; }

    public bool ReturnsRow => true;

    public void Read(NpgsqlDataReader? row)
    {
        var numbers = row!.GetFieldValue<long[]>(0);
        var next = _sorted.Length;
        foreach (var stream in _given)
        {
            var version = numbers[Array.IndexOf(_sorted, stream)];
            foreach (var e in stream.Events)
            {
                e.Version = ++version;
                e.Sequence = numbers[next++];
            }
        }
    }

    static NpgsqlBatchCommand One(DocumentStore store, StreamAction stream, IEvent e)
    {
        var command = Sql.Command(store.Database.Append.CallOne,
            Sql.Text(stream.Key), Sql.Nullable(Type(store, stream), NpgsqlDbType.Varchar), Sql.Nullable(stream.ExpectedVersionOnServer, NpgsqlDbType.Bigint),
            Sql.Value(e.Id, NpgsqlDbType.Uuid), Sql.Text(e.EventTypeName), Sql.Text(e.DotNetTypeName),
            Sql.Json(store.Serializer.Write(e.Data, e.EventType)), Sql.Value(e.Timestamp, NpgsqlDbType.TimestampTz));
        foreach (var column in store.Database.Metadata)
            command.Parameters.Add(column.IsJson ? Sql.Nullable(Headers(store, e), column.DbType) : Sql.Nullable(column.TextOf(e), column.DbType));
        return command;
    }

    NpgsqlBatchCommand Many(DocumentStore store)
    {
        var places = _sorted.Index().ToDictionary(s => s.Item, s => s.Index + 1);
        var events = _given.SelectMany(s => s.Events.Index().Select(e => (Stream: places[s], Place: e.Index + 1, Event: e.Item))).ToArray();
        var command = Sql.Command(store.Database.Append.CallMany,
            Sql.Array([.. _sorted.Select(s => s.Key)], NpgsqlDbType.Varchar),
            Sql.Array([.. _sorted.Select(s => Type(store, s))], NpgsqlDbType.Varchar),
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
            command.Parameters.Add(column.IsJson
                ? Sql.Array([.. events.Select(e => Headers(store, e.Event))], column.DbType)
                : Sql.Array([.. events.Select(e => column.TextOf(e.Event))], column.DbType));
        return command;
    }

    static string? Type(DocumentStore store, StreamAction stream) =>
        stream.AggregateType is { } type ? store.Events.AliasOfAggregate(type) : null;

    static byte[]? Headers(DocumentStore store, IEvent e) => e.Headers is { Count: > 0 } headers ? store.Serializer.WriteHeaders(headers) : null;
}
