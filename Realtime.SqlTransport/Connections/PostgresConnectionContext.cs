using System.Data;
using MassTransit.Middleware;
using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>
/// What the clients of one bus share: the pool, the wake-ups, the housekeeping, the declared topology and the held messages.
/// </summary>
sealed class PostgresConnectionContext : BasePipeContext, ConnectionContext, IAsyncDisposable
{
    readonly NpgsqlDataSource source;
    readonly bool disposeSource;
    readonly QueueSignals signals = new();
    readonly WakeSender wakeSender;
    readonly CancellationTokenSource stopping;
    readonly Task background;

    public PostgresConnectionContext(PostgresSqlHostSettings settings, CancellationToken stopped)
        : base(stopped)
    {
        var schema = TransportSchema.NameFor(settings.Schema);
        HostAddress = settings.HostAddress;
        Schema = schema;
        IsolationLevel = settings.IsolationLevel;
        (source, disposeSource) = settings.OpenDataSource();
        Database = new TransportDatabase(source);
        var topology = new TopologyStatements(schema);
        Topology = new TransportTopology(Database, topology);
        Messages = new MessageStatements(schema);
        wakeSender = new WakeSender(source, schema);

        stopping = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        background = Task.WhenAll(
            Untiring.Run("sending wake-ups", wakeSender.RunAsync, stopping.Token),
            Untiring.Run("receiving wake-ups", new WakeListener(source, schema, signals).RunAsync, stopping.Token),
            settings.MaintenanceEnabled
                ? Untiring.Run("housekeeping", new Housekeeping(Database, topology, schema, settings.QueueCleanupInterval).RunAsync,
                    stopping.Token)
                : Task.CompletedTask);
    }

    public Uri HostAddress { get; }

    public string? Schema { get; }

    public IsolationLevel IsolationLevel { get; }

    public TransportDatabase Database { get; }

    public TransportTopology Topology { get; }

    public MessageStatements Messages { get; }

    public HeldMessages Held { get; } = new();

    public ClientContext CreateClientContext(CancellationToken cancellationToken) => new PostgresClientContext(this, cancellationToken);

    public async Task<ISqlTransportConnection> CreateConnection(CancellationToken cancellationToken) =>
        new PostgresTransportConnection(await source.OpenConnectionAsync(cancellationToken));

    public Task DelayUntilMessageReady(long queueId, TimeSpan timeout, CancellationToken cancellationToken) =>
        signals.WaitAsync(queueId, timeout, cancellationToken);

    public async Task<T> Query<T>(Func<IDbConnection, IDbTransaction, Task<T>> callback, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel, cancellationToken);
        var result = await callback(connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Wakes the receivers of this process at once, and those of other processes by a notification.</summary>
    public void Wake(IReadOnlyCollection<long> queueIds)
    {
        foreach (var queueId in queueIds)
            signals.Set(queueId);
        wakeSender.Wake(queueIds);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await background;
        await Held.GiveBackAsync(Database, Messages);
        if (disposeSource)
            await source.DisposeAsync();
        stopping.Dispose();
        signals.Dispose();
    }
}
