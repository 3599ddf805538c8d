using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AppHost.Tests;

/// <summary>A client of one conversation.</summary>
internal sealed class Story(HttpClient api, string conversation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<Guid> StartAsync()
    {
        using var answer = await api.PostAsJsonAsync($"/conversations/{conversation}/sessions", new { });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (Guid)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["sessionId"]!;
    }

    public async Task PostAsync(string path, HttpContent? content)
    {
        using var answer = await api.PostAsync(new Uri($"/conversations/{conversation}/{path}", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<IReadOnlyList<JsonNode>> EventsAsync(CancellationToken cancellation = default) =>
        [.. (await api.GetFromJsonAsync<JsonNode>($"/conversations/{conversation}/events?limit=500", cancellation))!["events"]!.AsArray()
            .Select(each => each!)];

    /// <summary>Waits for an event of this type; returns the types of all events so far.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(string type)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var types = (await EventsAsync(patience.Token)).Select(each => (string)each["type"]!).ToArray();
            if (types.Contains(type)) return types;
            await look.WaitForNextTickAsync(patience.Token);
        }
    }
}
