using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Aspire.Hosting.Engine;

internal static class PostgresConnection
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Connects, as often as it takes within the bound of a start.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(
        IResourceWithConnectionString resource, EngineContext context, CancellationToken cancellationToken)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await resource.GetConnectionStringAsync(cancellationToken)) { Pooling = false };
        if (resource is PostgresServerResource && string.IsNullOrEmpty(connectionString.Database))
            connectionString.Database = "postgres";

        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            var connection = new NpgsqlConnection(connectionString.ConnectionString);
            try
            {
                await connection.OpenAsync(cancellationToken);
                return connection;
            }
            catch (NpgsqlException refused)
            {
                await connection.DisposeAsync();
                var isLasting = refused is PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow };
                if (isLasting || TimeProvider.System.GetElapsedTime(since) > context.Options.StartWithin)
                    throw new ResourceFailedException(
                        resource.Name, $"cannot be reached at {connectionString.Host}:{connectionString.Port}: {refused.Message}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
