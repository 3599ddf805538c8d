using System.Net;
using System.Text.Json;
using Realtime.Testing.Contract;

namespace Realtime.Testing.Client;

/// <summary>The API's response to one request.</summary>
public sealed record Answer(HttpStatusCode Status, string? ContentType, string Body)
{
    /// <summary>The value of Retry-After; null without one.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The value of WWW-Authenticate; empty without one.</summary>
    public string Challenge { get; init; } = "";

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The name in the problem's type; null unless the response is a refusal with one of the API's own types.</summary>
    public string? Problem
    {
        get
        {
            const string prefix = "urn:realtime:problem:";
            if ((int)Status < 400 || ContentType != "application/problem+json") return null;
            return Json.TryGetProperty("type", out var type) && type.GetString() is { } name
                && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;
        }
    }

    public Answer MustBe(HttpStatusCode expected) =>
        Status == expected ? this : throw new InvalidOperationException($"Expected {expected}, got {this}");

    /// <summary>Fails unless it is a 400 that names this field.</summary>
    public void MustBeInvalid(string field)
    {
        MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.True(Json.GetProperty("errors").TryGetProperty(field, out _), Body);
    }

    public void MustBeRefused(HttpStatusCode expected, string problem) => Assert.Equal((expected, problem), (Status, Problem));

    public override string ToString() => $"{(int)Status} {ContentType} {Body}";

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            ApiContract.Check(response, body);
            return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body)
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
                Challenge = response.Headers.WwwAuthenticate.ToString(),
            };
        }
    }
}
