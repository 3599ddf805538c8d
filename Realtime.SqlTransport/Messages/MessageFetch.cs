using Npgsql;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Fetches and locks up to a number of messages in one round trip, in their order.</summary>
sealed class MessageFetch(
    MessageStatements statements, SqlReceiveMode mode, string queueName, int messageLimit, int concurrentLimit, TimeSpan lockDuration)
{
    public Task<List<SqlTransportMessage>> RunAsync(TransportDatabase database, CancellationToken cancellation) => mode switch
    {
        SqlReceiveMode.Normal => RunAsync(database, statements.Fetch, first: null, cancellation),
        SqlReceiveMode.Partitioned or SqlReceiveMode.PartitionedConcurrent =>
            RunAsync(database, statements.FetchPartitioned(ordered: false), LockPartitions(), cancellation),
        _ => RunAsync(database, statements.FetchPartitioned(ordered: true), LockPartitions(), cancellation),
    };

    Task<List<SqlTransportMessage>> RunAsync(TransportDatabase database, string statement, NpgsqlBatchCommand? first,
        CancellationToken cancellation) =>
        database.RowsAsync(statement, Bind, row => IncomingMessage.Read(row, queueName), cancellation, first);

    void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddValue(queueName, NpgsqlDbType.Text);
        parameters.AddValue(messageLimit, NpgsqlDbType.Integer);
        parameters.AddValue(NewId.NextGuid(), NpgsqlDbType.Uuid);
        parameters.AddValue(lockDuration, NpgsqlDbType.Interval);
        if (mode != SqlReceiveMode.Normal)
            parameters.AddValue(concurrentLimit, NpgsqlDbType.Integer);
    }

    NpgsqlBatchCommand LockPartitions()
    {
        var command = new NpgsqlBatchCommand(statements.LockPartitions);
        command.Parameters.AddValue(queueName, NpgsqlDbType.Text);
        return command;
    }
}
