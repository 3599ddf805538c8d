using JasperFx.Events;

namespace Marten.Internal;

internal class QueryEventStore(QuerySession session) : Events.IQueryEventStore
{
    protected DocumentStore Store => session.DocumentStore;

    public async Task<IReadOnlyList<IEvent>> FetchStreamAsync(string streamKey, long version = 0, DateTimeOffset? timestamp = null,
        long fromVersion = 0, CancellationToken token = default)
    {
        await Store.Database.EnsureEvents(token);
        return await session.Execute([EventSql.Stream(Store.Database.Metadata, streamKey, version, timestamp, fromVersion)], async reader =>
        {
            var events = new List<IEvent>();
            while (await reader.ReadAsync(token)) events.Add(Store.EventReader.Read(reader));
            return events;
        }, prepared: true, token);
    }

    public async Task<StreamState?> FetchStreamStateAsync(string streamKey, CancellationToken token = default)
    {
        await Store.Database.EnsureEvents(token);
        return await session.Execute([EventSql.State(streamKey)], async reader => await reader.ReadAsync(token)
            ? new StreamState
            {
                Key = streamKey,
                AggregateType = Store.Events.AggregateOf(reader.IsDBNull(0) ? null : reader.GetString(0)),
                Version = reader.GetInt64(1),
                LastTimestamp = reader.GetFieldValue<DateTimeOffset>(2),
                Created = reader.GetFieldValue<DateTimeOffset>(3),
                IsArchived = !reader.IsDBNull(4) && reader.GetBoolean(4),
            }
            : null, prepared: true, token);
    }

    public async Task<IEvent?> LoadAsync(Guid id, CancellationToken token = default)
    {
        await Store.Database.EnsureEvents(token);
        return await session.Execute([EventSql.ById(Store.Database.Metadata, id)],
            async reader => await reader.ReadAsync(token) ? Store.EventReader.Read(reader) : null, prepared: true, token);
    }
}
