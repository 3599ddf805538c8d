using JasperFx.Events;

namespace Marten.Internal.Saving;

/// <summary>Runs the inline projections over the streams of a save.</summary>
internal static class InlineProjections
{
    public static async Task<List<IOperation>> Run(DocumentSession session, IReadOnlyList<StreamAction> streams, CancellationToken token)
    {
        var operations = new List<IOperation>();
        foreach (var projection in session.DocumentStore.Options.Projections.Inline)
        {
            var touched = streams.Where(s => s.Events.Any(e => projection.Handles(e.EventType))).ToList();
            if (touched.Count == 0) continue;
            await session.DocumentStore.Database.Ensure(projection.Mapping, token);
            var changes = new DocumentChanges(session.DocumentStore, projection.Mapping);
            var snapshots = await Snapshots(session, projection.Mapping, touched, token);
            foreach (var (stream, snapshot) in touched.Zip(snapshots)) Evolve(projection, stream, snapshot, changes);
            operations.AddRange(changes.Operations(counted: false));
        }

        session.Work.Forget();
        return operations;
    }

    static void Evolve(Projection projection, StreamAction stream, Snapshot snapshot, DocumentChanges changes)
    {
        var document = snapshot.Document;
        foreach (var e in stream.Events.Where(e => projection.Handles(e.EventType))) document = projection.Evolve(document, stream.Key, e);
        changes.Set(stream.Key, document, snapshot.Document is not null, snapshot.StreamVersion + stream.Events.Count);
    }

    static async Task<List<Snapshot>> Snapshots(DocumentSession session, DocumentMapping mapping, List<StreamAction> streams, CancellationToken token)
    {
        var missing = streams.Where(s => Known(session, mapping, s) is null).Select(s => s.Key).ToArray();
        var loaded = missing.Length == 0 ? [] : await Load(session, mapping, missing, token);
        return [.. streams.Select(s => Known(session, mapping, s) ?? Checked(s, loaded.GetValueOrDefault(s.Key, Snapshot.None)))];
    }

    static Snapshot? Known(DocumentSession session, DocumentMapping mapping, StreamAction stream) => stream.ExpectedVersionOnServer switch
    {
        0 => Snapshot.None,
        { } expected when session.Work.Remembered(mapping, stream.Key) is { } snapshot && snapshot.StreamVersion == expected => snapshot,
        _ => null,
    };

    // A document loaded here is only good for the version it was loaded at: from now on the append insists on that one.
    static Snapshot Checked(StreamAction stream, Snapshot loaded)
    {
        stream.ExpectedVersionOnServer ??= loaded.StreamVersion;
        return stream.ExpectedVersionOnServer == loaded.StreamVersion
            ? loaded
            : throw new EventStreamUnexpectedMaxEventIdException(stream.Key, stream.AggregateType, stream.ExpectedVersionOnServer.Value, loaded.StreamVersion);
    }

    static async Task<Dictionary<string, Snapshot>> Load(DocumentSession session, DocumentMapping mapping, string[] keys, CancellationToken token)
    {
        var store = session.DocumentStore;
        if (keys is [var key])
        {
            return new()
            {
                [key] = await session.Execute([EventSql.ForWriting(mapping, key)], r => Snapshot.Read(store, mapping, r, token), prepared: true, token),
            };
        }

        return await session.Execute([EventSql.ForInline(mapping, keys)], async reader =>
        {
            var found = new Dictionary<string, Snapshot>(StringComparer.Ordinal);
            while (await reader.ReadAsync(token))
            {
                var document = reader.IsDBNull(2) ? null : store.ReadDocument(mapping, reader, 2);
                found[reader.GetString(0)] = new Snapshot(reader.GetInt64(1), document);
            }

            return found;
        }, prepared: true, token);
    }
}
