using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten.Internal.Saving;

namespace Marten.Internal.Daemon;

/// <summary>Folds a page into the documents it changes.</summary>
internal sealed class ProjectionShard(Projection projection) : Shard(projection.Name, projection.Filter)
{
    public Projection Projection => projection;

    public override async Task Process(DocumentSession session, EventRange page, ErrorHandlingOptions errors, CancellationToken token)
    {
        var slices = Slice(page.Events);
        var documents = await Load(session, [.. slices.Keys], token);
        var changes = new DocumentChanges(session.DocumentStore, projection.Mapping);
        foreach (var (id, events) in slices)
        {
            var stored = documents.GetValueOrDefault(id);
            var document = events.Aggregate(stored, (snapshot, e) => Evolve(session, snapshot, id, e, errors));
            changes.Set(id, document, stored is not null, projection.IsPerStream ? events[^1].Version : 1);
        }

        foreach (var operation in changes.Operations(counted: !projection.IsPerStream))
            session.Work.Operations.Add((projection.Mapping, () => operation));
    }

    object? Evolve(DocumentSession session, object? snapshot, object id, IEvent e, ErrorHandlingOptions errors)
    {
        try
        {
            return projection.Evolve(snapshot, id, e);
        }
        catch (ApplyEventException error) when (errors.SkipApplyErrors)
        {
            Skip(session, e.Sequence, error);
            return snapshot;
        }
    }

    Dictionary<object, List<IEvent>> Slice(List<IEvent> events)
    {
        var slices = new Dictionary<object, List<IEvent>>();
        foreach (var e in events.Where(e => projection.Handles(e.EventType)))
        {
            foreach (var id in projection.Identities(e))
            {
                if (!slices.TryGetValue(id, out var slice)) slices.Add(id, slice = []);
                slice.Add(e);
            }
        }

        return slices;
    }

    async Task<Dictionary<object, object>> Load(DocumentSession session, object[] ids, CancellationToken token)
    {
        var mapping = projection.Mapping;
        await session.DocumentStore.Database.Ensure(mapping, token);
        if (ids.Length == 0) return [];
        return await session.Execute([DocumentSql.LoadMany(mapping, ids)], async reader =>
        {
            var found = new Dictionary<object, object>();
            while (await reader.ReadAsync(token)) found[reader.GetValue(2)] = session.DocumentStore.ReadDocument(mapping, reader, 0);
            return found;
        }, prepared: false, token);
    }
}
