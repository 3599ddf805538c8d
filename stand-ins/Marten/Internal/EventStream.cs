using JasperFx.Events;
using Npgsql;

namespace Marten.Internal;

internal sealed class EventStream<T> : IEventStream<T> where T : class
{
    readonly DocumentSession _session;
    StreamAction? _action;

    EventStream(DocumentSession session, string key, Snapshot snapshot, CancellationToken cancellation)
    {
        (_session, Key, Cancellation) = (session, key, cancellation);
        (StartingVersion, Aggregate) = (snapshot.StreamVersion, (T?)snapshot.Document);
    }

    public T? Aggregate { get; }

    public long? StartingVersion { get; }

    public long? CurrentVersion => StartingVersion + Events.Count;

    public string Key { get; }

    public CancellationToken Cancellation { get; }

    public IReadOnlyList<IEvent> Events => _action?.Events ?? [];

    public static async Task<EventStream<T>> Fetch(DocumentSession session, string key, bool exclusively, CancellationToken token)
    {
        var mapping = session.DocumentStore.InlineMapping(typeof(T));
        await session.DocumentStore.Database.EnsureEvents(token);
        if (exclusively) await session.Begin(token);
        // Under a lock the document needs a statement of its own: the one that waits sees it as it was before.
        var snapshot = exclusively
            ? await session.Execute([EventSql.Lock(key), DocumentSql.Load(mapping, key)], r => Snapshot.ReadLocked(session.DocumentStore, mapping, r, token), prepared: true, token)
            : await session.Execute([EventSql.ForWriting(mapping, key)], r => Snapshot.Read(session.DocumentStore, mapping, r, token), prepared: true, token);
        session.Work.Remember(mapping, key, snapshot);
        return new EventStream<T>(session, key, snapshot, token);
    }

    public void AppendMany(params object[] events) => AppendMany(events.AsEnumerable());

    public void AppendMany(IEnumerable<object> events)
    {
        foreach (var data in events) AppendOne(data);
    }

    public void AppendOne(object @event)
    {
        if (_action is { Saved: true }) throw new InvalidOperationException($"Stream '{Key}' was saved: fetch it again to append more.");
        _action ??= _session.Work.StreamFor(Key);
        _action.ExpectedVersionOnServer ??= StartingVersion;
        if (StartingVersion == 0) _action.AggregateType ??= typeof(T);
        _action.Add(_session.DocumentStore.Wrap(@event));
    }
}

/// <summary>A stream's version (0: no stream) and its inline document at that version.</summary>
internal sealed record Snapshot(long StreamVersion, object? Document)
{
    public static readonly Snapshot None = new(0, null);

    public static async Task<Snapshot> Read(DocumentStore store, DocumentMapping mapping, NpgsqlDataReader reader, CancellationToken token) =>
        await reader.ReadAsync(token)
            ? new Snapshot(reader.GetInt64(0), reader.IsDBNull(1) ? null : store.ReadDocument(mapping, reader, 1))
            : None;

    public static async Task<Snapshot> ReadLocked(DocumentStore store, DocumentMapping mapping, NpgsqlDataReader reader, CancellationToken token)
    {
        var version = await reader.ReadAsync(token) ? reader.GetInt64(0) : 0;
        await reader.NextResultAsync(token);
        return new Snapshot(version, await reader.ReadAsync(token) ? store.ReadDocument(mapping, reader, 0) : null);
    }
}
