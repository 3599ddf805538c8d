using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// Connections for those who hold a transaction while they use others. If both came from one pool, as many of them as it has connections
/// would wait for a second one each, and nobody would get any. Who waits here holds up only its own kind.
/// </summary>
public abstract class HeldConnections(NpgsqlDataSource database) : IAsyncDisposable
{
    /// <summary>The most of one kind in a process.</summary>
    internal const int Most = 8;

    public ValueTask<NpgsqlConnection> Open(CancellationToken ct) => database.OpenConnectionAsync(ct);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await database.DisposeAsync();
    }
}

/// <summary>For starts that take turns.</summary>
public sealed class TurnConnections(NpgsqlDataSource database) : HeldConnections(database);

/// <summary>For erasures, archiving and late seals, which lock a conversation.</summary>
public sealed class AuditConnections(NpgsqlDataSource database) : HeldConnections(database);
