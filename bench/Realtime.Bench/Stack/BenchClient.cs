using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Realtime.Bench.Stack;

/// <summary>An HTTP client of the API.</summary>
/// <param name="key">The bearer token; null sends none.</param>
sealed class BenchClient(Uri address, string? key = null) : IDisposable
{
    readonly HttpClient http = new()
    {
        BaseAddress = address, Timeout = TimeSpan.FromMinutes(2),
        DefaultRequestHeaders = { Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key) },
    };

    public Uri Address => address;

    public async Task Start(string conversation, Guid session, object? options = null)
    {
        var body = JsonSerializer.SerializeToNode(options ?? new { })!.AsObject();
        body["sessionId"] = session;
        using var answer = await http.PostAsJsonAsync($"/conversations/{conversation}/sessions", body);
        await Accepted(answer);
    }

    /// <summary>A start that is refused before anything is read or appended.</summary>
    public async Task Refused(string conversation)
    {
        using var answer = await http.PostAsJsonAsync($"/conversations/{conversation}/sessions", new { model = "no model" });
        if (answer.StatusCode is not HttpStatusCode.BadRequest)
            throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task End(string conversation, Guid session)
    {
        using var answer = await http.PostAsync(new Uri($"/conversations/{conversation}/sessions/{session}/end", UriKind.Relative), null);
        await Accepted(answer);
    }

    public async Task State(string conversation)
    {
        using var answer = await http.GetAsync(new Uri($"/conversations/{conversation}", UriKind.Relative));
        await Accepted(answer);
    }

    static async Task Accepted(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public void Dispose() => http.Dispose();
}
