using Npgsql;

namespace Realtime.EventLog;

/// <summary>Opens the connections of the event log.</summary>
static class LogDatabase
{
    const string Jit = "jit";

    /// <summary>
    /// Adds keep-alives, turns off jit and, for our own SQL, prepares statements, unless the connection string sets these. A pool has half of
    /// the size in it: one is for our own SQL and one for Marten's.
    /// </summary>
    /// <param name="prepares">Whether statements that repeat are prepared.</param>
    /// <param name="most">The most connections of a pool beside these two.</param>
    public static NpgsqlDataSource Open(string connectionString, bool prepares, int most = int.MaxValue)
    {
        var builder = new NpgsqlDataSourceBuilder(WithDefaults(connectionString, prepares, most));
        if (builder.ConnectionStringBuilder.Options?.Contains(Jit, StringComparison.OrdinalIgnoreCase) is not true)
            builder.UsePhysicalConnectionInitializer(WithoutJit, WithoutJitAsync);
        return builder.Build();
    }

    /// <summary>
    /// PostgreSQL compiles a statement that it takes for expensive, which takes hundreds of milliseconds each time. Our statements read few
    /// rows, but in a large log the planner expects many of some: a sweep took 0.4 s in place of 7 ms.
    /// </summary>
    static void WithoutJit(NpgsqlConnection connection)
    {
        using var command = Off(connection);
        command.ExecuteNonQuery();
    }

    static async Task WithoutJitAsync(NpgsqlConnection connection)
    {
        await using var command = Off(connection);
        await command.ExecuteNonQueryAsync();
    }

    // Not by the string: some connection poolers refuse a connection with options.
    static NpgsqlCommand Off(NpgsqlConnection connection) => new($"set {Jit} = off", connection);

    static string WithDefaults(string connectionString, bool prepares, int most)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.MaxAutoPrepare = !prepares ? 0 : settings.MaxAutoPrepare == 0 ? 64 : settings.MaxAutoPrepare;
        settings.MaxPoolSize = Math.Clamp(settings.MaxPoolSize / 2, 1, most);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        if (settings.KeepAlive == 0) settings.KeepAlive = 15;
        settings.NoResetOnClose = true; // our code leaves no state in a pooled session, and each reset costs a message
        return settings.ConnectionString;
    }
}
