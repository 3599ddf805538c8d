using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Realtime.Worker.Upstream;

/// <summary>A model in the provider's list; the day of its end is null if none is announced.</summary>
sealed record ListedModel(
    string Id,
    [property: JsonPropertyName("object")] string Kind,
    long Created,
    [property: JsonPropertyName("owned_by")] string OwnedBy,
    [property: JsonPropertyName("shutdown_date")] DateOnly? ShutdownDate);

/// <summary>The provider's list of models, as it was at most an hour ago.</summary>
sealed partial class ModelList(IDialect dialect, IOptions<UpstreamOptions> options, EntraTokens tokens, TimeProvider time,
    ILogger<ModelList> logger)
    : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromHours(1), RetryPause = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(10);
    const int LargestList = 4 * 1024 * 1024;

    readonly HttpClient http = new() { Timeout = Patience, MaxResponseContentBufferSize = LargestList };
    readonly SemaphoreSlim asking = new(1, 1);
    IReadOnlyList<ListedModel>? known;
    DateTimeOffset askAgain;

    /// <summary>Null if the provider does not say.</summary>
    public async Task<IReadOnlyList<ListedModel>?> Get(CancellationToken ct)
    {
        await asking.WaitAsync(ct);
        try
        {
            if (time.GetUtcNow() < askAgain || dialect.Models(options.Value) is not { } request) return known;
            askAgain = time.GetUtcNow() + RetryPause;
            known = await Ask(await tokens.Authorize(request, options.Value, ct), ct);
            askAgain = time.GetUtcNow() + Fresh;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or FormatException or UpstreamException
            || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            LogNotListed(e.Message);
        }
        finally
        {
            asking.Release();
        }

        return known;
    }

    async Task<IReadOnlyList<ListedModel>> Ask(UpstreamRequest request, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Address);
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("data", out var data)
            && data.ValueKind is JsonValueKind.Array
            ? [.. data.EnumerateArray().Select(Read).OfType<ListedModel>()]
            : throw new FormatException("the answer has no list of models");
    }

    /// <summary>Null for an entry without an id.</summary>
    static ListedModel? Read(JsonElement entry)
    {
        if (Text("id") is not { } id) return null;
        var created = entry.TryGetProperty("created", out var at) && at.ValueKind is JsonValueKind.Number && at.TryGetInt64(out var seconds)
            ? seconds : 0;
        return new ListedModel(id, "model", created, Text("owned_by") ?? "unknown",
            DateOnly.TryParseExact(Text("shutdown_date"), "yyyy-MM-dd", out var day) ? day : null);

        string? Text(string name) => entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
    }

    public void Dispose()
    {
        http.Dispose();
        asking.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The provider does not list its models; the known lifetimes hold, and the worker asks again in a minute at the earliest: {Reason}")]
    partial void LogNotListed(string reason);
}
