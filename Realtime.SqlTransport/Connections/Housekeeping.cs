using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Removes idle queues and expired messages at intervals. Only one of many hosts does it at a time.</summary>
sealed class Housekeeping(TransportDatabase database, TopologyStatements statements, string schema, TimeSpan interval)
{
    readonly long lockKey = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes("clean up " + schema)));

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await database.IdsAsync(statements.CleanUp, row => row.AddValue(lockKey, NpgsqlDbType.Bigint), cancellation);
            }
            catch (NpgsqlException failure)
            {
                LogContext.Warning?.Log(failure, "Could not remove idle queues and expired messages. Trying again in {Interval}", interval);
            }
        }
    }
}
