using System.Net.Http.Json;

namespace Realtime.Chaos.Stack;

/// <summary>The simulator's own calls: what is open, and how to break it.</summary>
sealed class Upstream(Uri address) : IDisposable
{
    readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10), DefaultRequestHeaders = { ConnectionClose = true } };

    public async Task<IReadOnlyList<OpenConnection>> Open() => (await http.GetFromJsonAsync<List<OpenConnection>>(new Uri("/sessions", UriKind.Relative)))!;

    public async Task Break(OpenConnection connection, string fault)
    {
        try
        {
            using var _ = await http.PostAsync(new Uri($"/sessions/{connection.Id}/fault?fault={fault}", UriKind.Relative), content: null);
        }
        catch (HttpRequestException)
        {
            // A fault may break the answer to its own request.
        }
    }

    public void Dispose() => http.Dispose();
}

/// <summary>A connection as the simulator lists it.</summary>
/// <param name="Faults">What was done to it so far, by name.</param>
sealed record OpenConnection(string Id, string State, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> Faults)
{
    public Guid? Session => Headers.TryGetValue("x-realtime-session", out var text) && Guid.TryParse(text, out var session) ? session : null;

    public override string ToString() => $"{Id} of session {Session}";
}
