using JasperFx.Events;
using Marten.Internal;
using Marten.Internal.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Marten;

/// <summary>Streams and documents in PostgreSQL, in Marten's own tables.</summary>
public sealed class DocumentStore : IDocumentStore
{
    readonly bool _ownsSource;

    internal DocumentStore(StoreOptions options, ILoggerFactory? loggers)
    {
        if (options.Events.StreamIdentity != StreamIdentity.AsString)
            throw new InvalidOperationException("Streams are keyed by strings here: set Events.StreamIdentity to StreamIdentity.AsString.");
        Options = options;
        Loggers = loggers ?? NullLoggerFactory.Instance;
        _ownsSource = options.DataSource is null;
        Source = options.DataSource ?? Build(options);
        Serializer = new Serializer(options.Json);
        Database = new Database(Source, Events, Documents);
        EventReader = new EventReader(Events, Serializer, Database.Metadata);
        foreach (var projection in options.Projections.Inline) Events.AliasOfAggregate(projection.Mapping.Type);
    }

    public AdvancedOperations Advanced => new(this);

    internal StoreOptions Options { get; }

    internal NpgsqlDataSource Source { get; }

    internal Database Database { get; }

    internal Serializer Serializer { get; }

    internal EventReader EventReader { get; }

    internal ILoggerFactory Loggers { get; }

    internal EventGraph Events => Options.EventGraph;

    internal DocumentMappings Documents => Options.Documents;

    public IDocumentSession LightweightSession() => new DocumentSession(this);

    public IQuerySession QuerySession() => new QuerySession(this);

    public void Dispose()
    {
        if (_ownsSource) Source.Dispose();
    }

    public ValueTask DisposeAsync() => _ownsSource ? Source.DisposeAsync() : default;

    internal DocumentMapping InlineMapping(Type document) =>
        Options.Projections.Inline.Find(p => p.Mapping.Type == document)?.Mapping
        ?? throw new InvalidOperationException($"No inline projection makes a {document.Name}, so no stream can be fetched as one.");

    internal IEvent Wrap(object data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data as IEvent ?? Events.MappingFor(data.GetType()).Wrap(data);
    }

    /// <summary>Reads data and revision, which stand at the ordinal and after it.</summary>
    internal object ReadDocument(DocumentMapping mapping, NpgsqlDataReader row, int ordinal)
    {
        var document = Serializer.Read(row.GetFieldValue<byte[]>(ordinal), mapping.Type);
        if (document is JasperFx.IRevisioned revisioned && row.FieldCount > ordinal + 1) revisioned.Version = row.GetInt32(ordinal + 1);
        return document;
    }

    static NpgsqlDataSource Build(StoreOptions options)
    {
        var connectionString = options.ConnectionString
            ?? throw new InvalidOperationException("The store has no database: call Connection with a connection string or a data source.");
        return NpgsqlDataSource.Create(connectionString);
    }
}
