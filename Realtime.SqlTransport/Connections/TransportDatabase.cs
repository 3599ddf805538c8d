using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Runs one statement in a transaction of its own; a passing failure, such as a cut connection, is tried again. Every statement here may be repeated.</summary>
sealed class TransportDatabase(NpgsqlDataSource source)
{
    static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400)];

    public Task<List<long>> IdsAsync(string statement, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation) =>
        RowsAsync(statement, bind, row => row.GetInt64(0), cancellation);

    public async Task<long?> IdAsync(string statement, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation) =>
        await IdsAsync(statement, bind, cancellation) is [var id, ..] ? id : null;

    /// <param name="statement">The statement whose rows are read.</param>
    /// <param name="bind">Adds its parameters.</param>
    /// <param name="read">Makes a row into what is wanted.</param>
    /// <param name="cancellation">Gives up.</param>
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
                LogContext.Debug?.Log(failure, "The transport's database failed, trying again");
                if (failure is not PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
                    source.Clear(); // One cut connection is seldom alone.
                await Task.Delay(Pauses[attempt], cancellation);
            }
        }
    }
}
