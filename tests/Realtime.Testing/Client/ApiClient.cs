using System.Net.Http.Headers;
using System.Net.Http.Json;
using Realtime.Client;
using Realtime.Testing.Contract;

namespace Realtime.Testing.Client;

/// <summary>An HTTP client of the API.</summary>
public sealed class ApiClient : IDisposable
{
    readonly HttpClient http, followers;

    /// <param name="key">The bearer token; null sends none.</param>
    public ApiClient(Uri address, string? key = null)
    {
        (http, followers) = (New(new HttpClientHandler()), New(new CheckedStreams()));
        Package = new RealtimeClient(followers, new() { LongestPause = TimeSpan.FromMilliseconds(200), ReconnectTime = Patience.Time });

        HttpClient New(HttpMessageHandler handler) => new(handler)
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(2),
            DefaultRequestHeaders = { Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key) },
        };
    }

    /// <summary>The client package, for reading event streams. It tries again quickly.</summary>
    public RealtimeClient Package { get; }

    /// <summary>A conversation with a new, unused name.</summary>
    public ConversationClient NewConversation(string name = "talk") => new(this, $"{name}-{Guid.NewGuid():N}");

    public async Task<Answer> Get(string path) => await Answer.Of(await http.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<Answer> Delete(string path) => await Answer.Of(await http.DeleteAsync(new Uri(path, UriKind.Relative)));

    public Task<Answer> Post(string path, object? body = null, string? idempotencyKey = null) =>
        Post(path, body is null ? null : JsonContent.Create(body), idempotencyKey);

    public async Task<Answer> Post(string path, HttpContent? content, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Answer.Of(await http.SendAsync(request));
    }

    /// <summary>Sends PCM16 as the body.</summary>
    public Task<Answer> PostAudio(string path, ReadOnlyMemory<byte> pcm) =>
        Post(path, new ReadOnlyMemoryContent(pcm) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } });

    /// <summary>Opens a stream of Server-Sent Events. Disposing the response closes it.</summary>
    public async Task<HttpResponseMessage> Open(string path, long? lastEventId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is { } id) request.Headers.Add("Last-Event-ID", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        ApiContract.Check(response, body: null);
        return response;
    }

    /// <summary>Opens a response of another content type. Disposing it closes it.</summary>
    public async Task<HttpResponseMessage> OpenAs(string accept, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        ApiContract.Check(response, body: null);
        return response;
    }

    public void Dispose()
    {
        http.Dispose();
        followers.Dispose();
    }

    /// <summary>Compares how streams are opened with the API's description.</summary>
    sealed class CheckedStreams() : DelegatingHandler(new HttpClientHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            ApiContract.Check(response, body: null);
            return response;
        }
    }
}
