using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten.Events.Projections;
using Marten.Internal;
using Marten.Internal.Daemon;
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
        Source = options.DataSource ?? Build(options, Loggers);
        Serializer = new Serializer(options.Json);
        Database = new Database(Source, Events, Documents);
        EventReader = new EventReader(Events, Serializer, Database.Metadata);
        RegisterNames(options.Projections);
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

    public ValueTask<IProjectionDaemon> BuildProjectionDaemonAsync(ILogger? logger = null) =>
        new(new ProjectionRebuild(this, logger ?? Loggers.CreateLogger("Marten.Daemon")));

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

    void RegisterNames(ProjectionOptions projections)
    {
        foreach (var projection in projections.Inline) Events.AliasOfAggregate(projection.Mapping.Type);
        Events.AddEventTypes(projections.Inline.Concat(projections.Async).SelectMany(p => p.NamedEventTypes)
            .Concat(projections.Subscriptions.SelectMany(s => s.IncludedEventTypes)).Where(t => t.IsClass && !t.IsAbstract && t != typeof(object)));
    }

    static NpgsqlDataSource Build(StoreOptions options, ILoggerFactory loggers)
    {
        var connectionString = options.ConnectionString
            ?? throw new InvalidOperationException("The store has no database: call Connection with a connection string or a data source.");
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        // Sessions leave nothing behind on a connection, so resetting it would only cost time.
        if (!builder.ConnectionStringBuilder.ShouldSerialize("No Reset On Close")) builder.ConnectionStringBuilder.NoResetOnClose = true;
        if (!options.DisableNpgsqlLogging) builder.UseLoggerFactory(loggers);
        return builder.Build();
    }
}
