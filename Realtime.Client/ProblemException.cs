using System.Globalization;
using System.Text.Json;

namespace Realtime.Client;

/// <summary>The service refused a request, or ended an event stream, and says why (RFC 9457). A refusal has changed nothing.</summary>
public sealed class ProblemException : Exception
{
    const string Prefix = "urn:realtime:problem:";

    internal ProblemException(JsonElement json, int? status, TimeSpan? retryAfter)
        : base(Text(json, "detail") ?? Text(json, "title") ?? "The service refused the request.") =>
        (Json, Status, RetryAfter) = (json, status, retryAfter);

    /// <summary>The whole answer, with members that only some types have, such as sessionId, version, errors, limit or resetsAt.</summary>
    public JsonElement Json { get; }

    /// <summary>A stable URI, urn:realtime:problem:NAME; about:blank if something before the service answered.</summary>
    public string Type => Text(Json, "type") ?? "about:blank";

    /// <summary>The NAME in the type, one of <see cref="ProblemName"/>; empty if the answer is not the service's own.</summary>
    public string Name => Type.StartsWith(Prefix, StringComparison.Ordinal) ? Type[Prefix.Length..] : "";

    /// <summary>The HTTP status; null for the last message of an event stream.</summary>
    public int? Status { get; }

    /// <summary>The type's name in words.</summary>
    public string Title => Text(Json, "title") ?? Name.Replace('-', ' ');

    /// <summary>What to change, for people.</summary>
    public string Detail => Message;

    /// <summary>When the same request may succeed; null if the service does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the same request may succeed later without a change.</summary>
    internal bool IsPassing => Status is 408 or 429 or 502 or 503 or 504;

    internal static async Task<ProblemException> Of(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        var after = response.Headers.RetryAfter?.Delta;
        return new(Read(body) ?? Blank(response), (int)response.StatusCode, after);
    }

    static JsonElement? Read(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } problem ? problem : null;
        }
        catch (JsonException)
        {
            return null; // a proxy's own page
        }
    }

    static JsonElement Blank(HttpResponseMessage response)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var title = JsonEncodedText.Encode($"The answer was {status} {response.ReasonPhrase}.");
        return JsonElement.Parse($$"""{"type": "about:blank", "title": "{{title}}", "status": {{status}}}""");
    }

    static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
