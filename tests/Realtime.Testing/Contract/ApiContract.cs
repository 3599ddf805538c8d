using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Realtime.Testing.Contract;

/// <summary>
/// The API's own OpenAPI document. Every answer that a test's client gets is compared with it: the status must be described, and the body
/// must agree with its schema.
/// </summary>
public sealed class ApiContract
{
    static ApiContract? loaded;

    readonly SchemaSet schemas;
    readonly List<ApiOperation> operations;

    public ApiContract(JsonElement document)
    {
        schemas = new SchemaSet(document);
        operations = [.. ApiOperation.All(document)];
    }

    /// <summary>Reads the document of an API, once in a test process.</summary>
    public static async Task Load(Uri api)
    {
        if (loaded is not null) return;
        using var http = new HttpClient { BaseAddress = api };
        var document = await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        loaded = new ApiContract(JsonSerializer.Deserialize<JsonElement>(document));
    }

    /// <summary>Fails if the document does not describe the answer. Does nothing in a process that has loaded no document.</summary>
    /// <param name="body">Null if it is a stream that is not read.</param>
    public static void Check(HttpResponseMessage answer, string? body)
    {
        if (body is not null && NewerVersion.Wrote(body) || loaded?.Disagreement(answer, body) is not { } disagreement) return;
        var request = answer.RequestMessage!;
        throw new InvalidOperationException(
            $"The API's description and what it sends differ. {request.Method} {request.RequestUri!.PathAndQuery} got "
            + $"{(int)answer.StatusCode}: {disagreement} {body}");
    }

    /// <summary>Null if the document describes the answer.</summary>
    public string? Disagreement(HttpResponseMessage answer, string? body)
    {
        if (answer.RequestMessage is not { RequestUri: { } address, Method: var method } || method == HttpMethod.Head) return null;
        if (HasDots(address.AbsolutePath)) return null;
        if (IsOfServer(answer, body) || IsOfRouting(answer, body)) return null;
        if (IsDescription(address.AbsolutePath) || IsOfSignIn(address.AbsolutePath)) return null;
        var operation = operations.Find(o => o.Is(method, address.AbsolutePath))
            ?? operations.Find(o => o.Is(method, address.AbsolutePath, lastTakesRest: true));
        if (operation is null) return "No operation of the document has this method and address.";
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!operation.Responses.TryGetProperty(status, out var described))
            return $"This status is not described. Name the refusal where the route is mapped: Refuses(ProblemTypes.…).";
        if (answer.Content.Headers.ContentType?.MediaType is not { } type)
            return body is null or "" ? null : "The body has no content type.";
        if (!described.TryGetProperty("content", out var content) || !content.TryGetProperty(type, out var media))
            return $"A body of type {type} is not described for this status.";
        if (body is null || !media.TryGetProperty("schema", out var schema)) return null;
        return type switch
        {
            "application/x-ndjson" => body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => schemas.Disagreement(schema, Json(line))).FirstOrDefault(wrong => wrong is not null),
            "application/json" or "application/problem+json" => schemas.Disagreement(schema, Json(body)),
            _ => null,
        };
    }

    /// <summary>The server resolves such segments first: another operation answers.</summary>
    static bool HasDots(string path) => path.Split('/').Any(segment => Uri.UnescapeDataString(segment) is "." or "..");

    /// <summary>The addresses of the sign-in's middleware, for the provider's redirects. They are no operations of the API.</summary>
    static bool IsOfSignIn(string path) => path is "/signin/callback" or "/signout/callback";

    /// <summary>
    /// The server itself refuses what is no HTTP, or has too long a request line (414) or headers (431), before there is a request.
    /// </summary>
    public static bool IsOfServer(HttpResponseMessage answer, string? body) =>
        body is "" && answer.Headers.ConnectionClose is true && answer.StatusCode
            is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong or HttpStatusCode.RequestHeaderFieldsTooLarge;

    /// <summary>Routing refuses what no operation has.</summary>
    static bool IsOfRouting(HttpResponseMessage answer, string? body) => answer.StatusCode switch
    {
        HttpStatusCode.NotFound => body?.Contains("problem:unknown-address", StringComparison.Ordinal) is true,
        HttpStatusCode.MethodNotAllowed => body?.Contains("problem:method-not-allowed", StringComparison.Ordinal) is true,
        HttpStatusCode.UnsupportedMediaType => body?.Contains("problem:unsupported-media-type", StringComparison.Ordinal) is true,
        _ => false,
    };

    /// <summary>The description does not describe its own pages.</summary>
    static bool IsDescription(string path) => path.StartsWith("/openapi/", StringComparison.Ordinal)
        || path.StartsWith("/asyncapi/", StringComparison.Ordinal) || path.StartsWith("/reference", StringComparison.Ordinal);

    static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
