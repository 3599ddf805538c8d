using System.Net;
using System.Text.Json;

namespace Realtime.Testing.Client;

/// <summary>What the API said to one request.</summary>
public sealed record Answer(HttpStatusCode Status, string? ContentType, string Body)
{
    /// <summary>When to try again, where it says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The name of the refusal, where it is one that clients can rely on.</summary>
    public string? Problem
    {
        get
        {
            const string prefix = "urn:realtime:problem:";
            if ((int)Status < 400 || ContentType != "application/problem+json") return null;
            return Json.TryGetProperty("type", out var type) && type.GetString() is { } name && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;
        }
    }

    public Answer MustBe(HttpStatusCode expected) =>
        Status == expected ? this : throw new InvalidOperationException($"Expected {expected}, got {this}");

    public void MustBeRefused(HttpStatusCode expected, string problem) => Assert.Equal((expected, problem), (Status, Problem));

    public override string ToString() => $"{(int)Status} {ContentType} {Body}";

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        using (response) return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync())
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }
}
