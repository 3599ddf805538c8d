using MassTransit.SqlTransport.PostgreSql;
using Npgsql;

namespace Realtime.SqlTransport.Tests;

/// <summary>Queries the transport's tables.</summary>
static class TransportTables
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task<T> Ask<T>(string database, string question)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false;Search Path={TransportSchema.NameFor(null)}");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Polls until the query returns true.</summary>
    public static async Task Until(string database, string question)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await Ask<bool>(database, question)) await Task.Delay(Look, patience.Token);
    }
}
