using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;

namespace Realtime.Testing.Client;

/// <summary>What a worker tells of what it holds: sessions it owns, sessions that anything still refers to, timers that run.</summary>
public sealed record Remains(int Sessions, int Reachable, long Timers)
{
    /// <summary>Asked as the services ask each other.</summary>
    public static async Task<Remains> Of(Uri worker, string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var secret = database.CreateCommand("select value from realtime.secret where name = 'internal'");
        using var http = new HttpClient { BaseAddress = worker };
        var path = new Uri("/internal/remains", UriKind.Relative);
        using (await http.GetAsync(path)) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)await secret.ExecuteScalarAsync()); // the first to ask has it made
        return (await http.GetFromJsonAsync<Remains>(path))!;
    }
}
