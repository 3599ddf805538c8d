using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Realtime.Chaos.Load;

/// <summary>A client's requests: each is repeated, at whichever API there is, until one gives an answer that is final.</summary>
sealed class ApiCaller(ChaosLoad load, Random random)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(45), OneTry = TimeSpan.FromSeconds(8);

    /// <summary>The final answer; null when none came in time, so that nobody knows whether it was done.</summary>
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

    /// <summary>One try, for what is best effort; null where no answer came.</summary>
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
    /// <summary>Neither "not now" nor a failure of the way there.</summary>
    public bool IsFinal => (int)Status < 500 && Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout);

    public bool IsPromise => (int)Status is >= 200 and < 300;

    public long? Version => JsonSerializer.Deserialize<JsonElement>(Body) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("version", out var version) ? version.GetInt64() : null;
}
