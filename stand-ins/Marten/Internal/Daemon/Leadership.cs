using Npgsql;

namespace Marten.Internal.Daemon;

/// <summary>An advisory lock on a connection of its own: it ends with the connection, however that ends.</summary>
internal sealed class Leadership : IAsyncDisposable
{
    readonly NpgsqlConnection _connection;
    readonly int _lockId;

    Leadership(NpgsqlConnection connection, int lockId) => (_connection, _lockId) = (connection, lockId);

    /// <summary>Null if another node has the lead.</summary>
    public static async Task<Leadership?> Ask(NpgsqlDataSource source, int lockId, CancellationToken token)
    {
        var connection = await source.OpenConnectionAsync(token);
        try
        {
            await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({lockId})", connection);
            if (await command.ExecuteScalarAsync(token) is true) return new Leadership(connection, lockId);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Runs the work for as long as the connection answers; throws when it no longer does.</summary>
    public async Task While(Func<CancellationToken, Task> work, TimeSpan polling, CancellationToken token)
    {
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(token);
        var running = work(leading.Token);
        try
        {
            while (!token.IsCancellationRequested)
            {
                await Task.WhenAny(running, Task.Delay(polling, token));
                if (running.IsCompleted) break;
                await using var command = new NpgsqlCommand("select 1", _connection) { CommandTimeout = 5 };
                await command.ExecuteScalarAsync(token);
            }
        }
        finally
        {
            await leading.CancelAsync();
            await running;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // A pooled connection stays open, and would keep the lock.
            await using var command = new NpgsqlCommand($"select pg_advisory_unlock({_lockId})", _connection) { CommandTimeout = 5 };
            await command.ExecuteScalarAsync();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken, and so is the lock.
        }

        await _connection.DisposeAsync();
    }
}
