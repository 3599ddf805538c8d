using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Now and then removes idle queues and expired messages; of many hosts one does it.</summary>
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
                LogContext.Warning?.Log(failure, "Cleaning up idle queues failed: it is tried again in {Interval}", interval);
            }
        }
    }
}
