using System.Text.Json;
using Marten.Events;
using Marten.Events.Projections;
using Marten.Internal;
using Npgsql;
using Weasel.Core;

namespace Marten;

/// <summary>What a store is made of.</summary>
public sealed class StoreOptions
{
    public StoreOptions()
    {
        Schema = new MartenRegistry(Documents);
        Projections = new ProjectionOptions(Documents);
    }

    /// <summary>Documents made known before they are first used.</summary>
    public MartenRegistry Schema { get; }

    public IEventStoreOptions Events => EventGraph;

    public ProjectionOptions Projections { get; }

    /// <summary>Keeps the store's own connections out of the host's log. Not for a data source given.</summary>
    public bool DisableNpgsqlLogging { get; set; }

    internal EventGraph EventGraph { get; } = new();

    internal DocumentMappings Documents { get; } = new();

    internal JsonSerializerOptions Json { get; private set; } = Serializer.Options(EnumStorage.AsInteger, Casing.Default, null);

    internal string? ConnectionString { get; private set; }

    internal NpgsqlDataSource? DataSource { get; private set; }

    public void Connection(string connectionString) => (ConnectionString, DataSource) = (connectionString, null);

    /// <summary>The caller keeps the data source, and disposes it.</summary>
    public void Connection(NpgsqlDataSource dataSource) => (ConnectionString, DataSource) = (null, dataSource);

    public void UseSystemTextJsonForSerialization(EnumStorage enumStorage = EnumStorage.AsInteger,
        Casing casing = Casing.Default, Action<JsonSerializerOptions>? configure = null) =>
        Json = Serializer.Options(enumStorage, casing, configure);
}
