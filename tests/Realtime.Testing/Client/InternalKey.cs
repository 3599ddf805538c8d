using Npgsql;

namespace Realtime.Testing.Client;

/// <summary>The key by which the services of a database know each other.</summary>
public static class InternalKey
{
    /// <summary>Null before a service has asked for it.</summary>
    public static async Task<string?> Of(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var key = database.CreateCommand("select value from realtime.secret where name = 'internal'");
        return (string?)await key.ExecuteScalarAsync();
    }
}
