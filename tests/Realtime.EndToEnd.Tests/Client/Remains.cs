using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;
using Realtime.EndToEnd.Tests.Stack;

namespace Realtime.EndToEnd.Tests.Client;

/// <summary>What a worker tells of what it holds: sessions it owns, sessions that anything still refers to, timers that run.</summary>
sealed record Remains(int Sessions, int Reachable, long Timers)
{
    /// <summary>Of the stack's first worker, asked as the services ask each other.</summary>
    public static async Task<Remains> Of(RealtimeStack stack)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var secret = database.CreateCommand("select value from realtime.secret where name = 'internal'");
        using var http = new HttpClient { BaseAddress = stack.Workers[0].Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await secret.ExecuteScalarAsync())!);
        return (await http.GetFromJsonAsync<Remains>(new Uri("/internal/remains", UriKind.Relative)))!;
    }
}
