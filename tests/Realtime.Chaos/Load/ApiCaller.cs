using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Realtime.Chaos.Load;

/// <summary>The requests of a client. It retries each at any running API until it gets a final answer.</summary>
sealed class ApiCaller(ChaosLoad load, Random random)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(45), OneTry = TimeSpan.FromSeconds(8);

    /// <summary>The final answer; null when none came in time, so that the client cannot know whether the request took effect.</summary>
    public async Task<FinalAnswer?> Post(string path, object? body = null)
    {
        var until = load.Clock.Now + Patience;
        while (load.Clock.Now < until)
        {
            if (await Try(path, body) is { IsFinal: true } answer) return answer;
            await Task.Delay(random.Next(50, 250));
        }

        return null;
    }

    /// <summary>One attempt, for best-effort requests; null when no answer came.</summary>
    public async Task<FinalAnswer?> Try(string path, object? body)
    {
        if (load.Stack.AnyApi(random) is not { } api) return null;
        using var bound = new CancellationTokenSource(OneTry);
        try
        {
            using HttpContent? content = body switch { null => null, byte[] pcm => Audio(pcm), _ => JsonContent.Create(body) };
            using var response = await load.Http.PostAsync(new Uri(api, path), content, bound.Token);
            var text = await response.Content.ReadAsStringAsync(bound.Token);
            return new FinalAnswer(response.StatusCode, text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    static ByteArrayContent Audio(byte[] pcm) => new(pcm) { Headers = { ContentType = new("application/octet-stream") } };
}

sealed record FinalAnswer(HttpStatusCode Status, string Body)
{
    /// <summary>False for an answer that asks for a retry: a server error, 408 or 429.</summary>
    public bool IsFinal => (int)Status < 500 && Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout);

    public bool IsPromise => (int)Status is >= 200 and < 300;

    public long? Version =>
        JsonSerializer.Deserialize<JsonElement>(Body) is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("version", out var version) ? version.GetInt64() : null;
}
