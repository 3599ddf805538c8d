using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Realtime.Testing.Client;

/// <summary>
/// What a worker reports that it holds: sessions that it owns, sessions that are still reachable in memory, running timers.
/// </summary>
public sealed record Remains(int Sessions, int Reachable, long Timers)
{
    /// <summary>Asks the worker over the internal interface, with the services' own secret.</summary>
    public static async Task<Remains> Of(Uri worker, string connectionString)
    {
        using var http = new HttpClient { BaseAddress = worker };
        var path = new Uri("/internal/remains", UriKind.Relative);
        using (await http.GetAsync(path)) // the first request makes the worker create the secret
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await InternalKey.Of(connectionString));
        return (await http.GetFromJsonAsync<Remains>(path))!;
    }
}
