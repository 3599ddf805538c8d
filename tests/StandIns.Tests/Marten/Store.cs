using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weasel.Core;

namespace StandIns.Tests.Marten;

/// <summary>A running store on a database, and plain SQL beside it.</summary>
public sealed class Store : IAsyncDisposable
{
    readonly IHost _host;
    readonly NpgsqlDataSource _source;

    Store(IHost host, NpgsqlDataSource source) => (_host, _source) = (host, source);

    public IDocumentStore Documents => _host.Services.GetRequiredService<IDocumentStore>();

    public static async Task<Store> Open(string database, Action<StoreOptions>? more = null, DaemonMode daemon = DaemonMode.Disabled)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var marten = builder.Services.AddMarten(options =>
        {
            options.Connection(database);
            Configure(options);
            more?.Invoke(options);
        }).UseLightweightSessions().ApplyAllDatabaseChangesOnStartup();
        if (daemon != DaemonMode.Disabled) marten.AddAsyncDaemon(daemon);
        var host = builder.Build();
        await host.StartAsync();
        return new Store(host, NpgsqlDataSource.Create(database));
    }

    public static void Configure(StoreOptions options)
    {
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase);
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.AddEventTypes([typeof(ParcelSent), typeof(ParcelScanned), typeof(ParcelDelivered), typeof(ParcelLost)]);
        options.Projections.Add(new ParcelProjection(), ProjectionLifecycle.Inline);
    }

    public async Task Save(Action<IDocumentSession> work)
    {
        await using var session = Documents.LightweightSession();
        work(session);
        await session.SaveChangesAsync();
    }

    public async Task<T> Read<T>(Func<IQuerySession, Task<T>> read)
    {
        await using var session = Documents.QuerySession();
        return await read(session);
    }

    public Task<IReadOnlyList<IEvent>> Events(string stream) => Read(s => s.Events.FetchStreamAsync(stream));

    public Task<T?> Load<T>(string id) where T : notnull => Read(s => s.LoadAsync<T>(id));

    public async Task<T> Sql<T>(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default!;
    }

    public Task<long> LastSequence() => Sql<long>("select last_value from mt_events_sequence");

    public Task<long> Progress(string name) => Sql<long>($"select last_seq_id from mt_event_progression where name = '{name}'");

    public ValueTask<NpgsqlConnection> Connect() => _source.OpenConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _source.DisposeAsync();
    }
}

/// <summary>A test with an empty store of its own.</summary>
[Collection(SharedPostgres.Name)]
public abstract class StoreTest(Postgres postgres) : IAsyncLifetime
{
    protected string Database { get; private set; } = "";

    protected Store Store { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Database = await postgres.CreateDatabase();
        Store = await Store.Open(Database);
    }

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();
}
