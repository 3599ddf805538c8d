using Npgsql;

namespace Marten.Internal.Schema;

/// <summary>
/// Makes what is missing, and drops nothing. Programs that start at once take turns by the advisory lock that Marten
/// takes, and wait for it a bounded time.
/// </summary>
internal sealed class SchemaInstaller(NpgsqlDataSource source)
{
    const int ApplyChangesLockId = 4004;
    const string LockNotAvailable = "55P03";

    /// <param name="present">A boolean expression: nothing is missing. It spares a running system the lock.</param>
    /// <param name="definitions">SQL that makes whatever is missing.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="InvalidOperationException">Another program holds the lock for too long.</exception>
    public async Task Ensure(string present, string definitions, CancellationToken token)
    {
        await using var connection = await source.OpenConnectionAsync(token);
        if (await IsPresent(connection, present, token)) return;
        await using var transaction = await connection.BeginTransactionAsync(token);
        try
        {
            await Execute(connection, $"set local lock_timeout = '20s'; select pg_advisory_xact_lock({ApplyChangesLockId})", token);
            await Execute(connection, "set local client_min_messages = warning", token);
            await Execute(connection, definitions, token);
        }
        catch (PostgresException e) when (e.SqlState == LockNotAvailable)
        {
            throw new InvalidOperationException("Another program is changing the schema: its lock was not free within 20 seconds.", e);
        }

        await transaction.CommitAsync(token);
    }

    static async Task<bool> IsPresent(NpgsqlConnection connection, string present, CancellationToken token)
    {
        await using var command = new NpgsqlCommand($"select {present}", connection);
        return await command.ExecuteScalarAsync(token) is true;
    }

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }
}
