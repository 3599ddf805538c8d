using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>Counts the live sessions of a tenant in the log: those that any API started and any worker runs.</summary>
public sealed class LiveSessionCounts(NpgsqlDataSource database, TurnConnections held)
{
    /// <summary>How long a start waits for the starts of the same tenant at other nodes.</summary>
    const int TurnMilliseconds = 5_000;

    static readonly string Query =
        $"select count(*) from mt_doc_conversation d where {LiveSessionQueries.IsLive} and {TenantColumn.Of("d.id")} = $1 and d.id <> $2";

    public async Task<long> Of(Tenant tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await Count(connection, null, tenant, except: "", ct);
    }

    /// <summary>Counts while no other start of the tenant counts or appends, on any node.</summary>
    /// <exception cref="ConversationContendedException">The turn did not come in time.</exception>
    public async Task<StartTurn> Take(ConversationKey conversation, CancellationToken ct)
    {
        var connection = await held.Open(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var wait = new NpgsqlBatch(connection, transaction);
            wait.BatchCommands.Add(new NpgsqlBatchCommand($"set local lock_timeout = {TurnMilliseconds}"));
            wait.BatchCommands.Add(new NpgsqlBatchCommand("select pg_advisory_xact_lock(hashtextextended('start of ' || $1, 0))")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = conversation.Tenant.ToString() } },
            });
            await wait.ExecuteNonQueryAsync(ct);
            var others = await Count(connection, transaction, conversation.Tenant, conversation.Stream, ct);
            return new StartTurn(connection, transaction, others);
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            if (LogFailures.IsLostRace(e)) throw new ConversationContendedException(conversation.Name);
            throw;
        }
    }

    static async Task<long> Count(NpgsqlConnection connection, NpgsqlTransaction? transaction, Tenant tenant, string except,
        CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Query, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString(), NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = except, NpgsqlDbType = NpgsqlDbType.Varchar });
        return await command.ExecuteScalarAsync(ct) is long count ? count : 0;
    }
}

/// <summary>The turn of one start among those of its tenant, until it is disposed.</summary>
/// <param name="others">The live sessions of the tenant in other conversations than the start's own.</param>
public sealed class StartTurn(NpgsqlConnection connection, NpgsqlTransaction transaction, long others) : IAsyncDisposable
{
    public long Others { get; } = others;

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
