using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AppHost.Commands;

/// <summary>
/// Calls a service of the model. A refusal becomes an <see cref="HttpRequestException"/> with the text of its problem document.
/// </summary>
sealed class ServiceClient(string address) : IDisposable
{
    // The app model records no traces. A service's trace with the app model's as its parent would not be recorded either, so send no
    // parent.
    readonly HttpClient http =
        new(new SocketsHttpHandler { ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator() })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromSeconds(60),
        };

    public Uri Address => http.BaseAddress!;

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, cancellation);

    public Task<JsonNode> PostAsync(string path, object body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), cancellation);

    /// <summary>Opens a stream of server-sent events.</summary>
    public async Task<Stream> FollowAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Accept = { new("text/event-stream") } } };
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStreamAsync(cancellation);
    }

    async Task<JsonNode> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var answer = await http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var json = text.Length > 0 && answer.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json"
            ? JsonNode.Parse(text)
            : null;
        if (answer.IsSuccessStatusCode) return json ?? new JsonObject();
        throw new HttpRequestException(
            $"{method} {path} was refused with {(int)answer.StatusCode}: {(string?)json?["detail"] ?? (string?)json?["title"] ?? text}");
    }

    public void Dispose() => http.Dispose();
}
