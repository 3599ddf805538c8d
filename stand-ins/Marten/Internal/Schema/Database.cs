using System.Collections.Concurrent;
using Npgsql;

namespace Marten.Internal.Schema;

/// <summary>Knows which tables are there, and makes each when it is first needed.</summary>
internal sealed class Database(NpgsqlDataSource source, EventGraph events, DocumentMappings documents)
{
    readonly SchemaInstaller _installer = new(source);
    readonly ConcurrentDictionary<DocumentMapping, bool> _documents = new();
    volatile bool _events;

    public List<MetadataColumn> Metadata { get; } = MetadataColumn.Of(events.MetadataConfig);

    public AppendFunctions Append { get; } = new(MetadataColumn.Of(events.MetadataConfig));

    public async Task EnsureAll(CancellationToken token)
    {
        await _installer.Ensure(string.Join(" and ", [EventsPresent(), .. documents.All.Select(Present)]),
            EventDefinitions() + string.Concat(documents.All.Select(DocumentTables.Definition)), token);
        _events = true;
        foreach (var mapping in documents.All) _documents[mapping] = true;
    }

    public ValueTask EnsureEvents(CancellationToken token) => _events ? default : new ValueTask(EnsureAll(token));

    public ValueTask Ensure(DocumentMapping mapping, CancellationToken token) =>
        _documents.ContainsKey(mapping) ? default : Make(mapping, token);

    async ValueTask Make(DocumentMapping mapping, CancellationToken token)
    {
        await _installer.Ensure(Present(mapping), DocumentTables.Definition(mapping), token);
        _documents[mapping] = true;
    }

    string EventDefinitions() =>
        EventTables.Streams + EventTables.Events(Metadata, events.EnableUniqueIndexOnEventId) + EventTables.Progression + Append.Definitions;

    string EventsPresent()
    {
        string[] columns = ["bdata", .. Metadata.Select(c => c.Name)];
        return $"""
            to_regclass('public.mt_streams') is not null and to_regclass('public.mt_event_progression') is not null
            and to_regclass('public.mt_events_sequence') is not null and to_regproc('{Append.LastName}') is not null
            and ({columns.Length} = (select count(*) from pg_attribute where attrelid = to_regclass('public.mt_events')
                and attname in ({string.Join(", ", columns.Select(c => $"'{c}'"))})))
            {(events.EnableUniqueIndexOnEventId ? "and to_regclass('public.idx_mt_events_event_id') is not null" : "")}
            """;
    }

    static string Present(DocumentMapping mapping) => $"to_regclass('{mapping.Table}') is not null";
}
