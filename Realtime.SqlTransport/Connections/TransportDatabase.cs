using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>
/// Runs one statement in its own transaction. It retries after a transient failure, such as a lost connection; every statement here may be
/// repeated.
/// </summary>
sealed class TransportDatabase(NpgsqlDataSource source)
{
    static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400)];

    public Task<List<long>> IdsAsync(string statement, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation) =>
        RowsAsync(statement, bind, row => row.GetInt64(0), cancellation);

    public async Task<long?> IdAsync(string statement, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation) =>
        await IdsAsync(statement, bind, cancellation) is [var id, ..] ? id : null;

    /// <param name="statement">The statement whose rows are read.</param>
    /// <param name="bind">Adds the parameters.</param>
    /// <param name="read">Converts a row to a result.</param>
    /// <param name="cancellation">Cancels the statement and the retries.</param>
    /// <param name="first">A statement to run before it, in the same round trip and transaction.</param>
    public async Task<List<T>> RowsAsync<T>(
        string statement,
        Action<NpgsqlParameterCollection> bind,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        NpgsqlBatchCommand? first = null)
    {
        var command = new NpgsqlBatchCommand(statement);
        bind(command.Parameters);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                await using var batch = new NpgsqlBatch(connection);
                if (first is not null)
                    batch.BatchCommands.Add(first);
                batch.BatchCommands.Add(command);
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                if (first is not null)
                    await reader.NextResultAsync(cancellation);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellation))
                    rows.Add(read(reader));
                return rows;
            }
            catch (NpgsqlException failure) when (failure.IsTransient && attempt < Pauses.Length)
            {
                LogContext.Debug?.Log(failure, "A statement of the SQL transport failed. Trying again");
                if (failure is not PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
                    source.Clear(); // After one lost connection the others in the pool are usually lost too.
                await Task.Delay(Pauses[attempt], cancellation);
            }
        }
    }
}
