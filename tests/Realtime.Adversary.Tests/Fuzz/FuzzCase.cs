using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Realtime.Adversary.Tests.Fuzz;

/// <summary>One request, made only from a seed and its number, so that it can be repeated.</summary>
/// <param name="Target">Path and query, as they go on the wire.</param>
sealed record FuzzCase(int Number, string Method, string Target, string? ContentType, byte[]? Body,
    IReadOnlyList<(string Name, string Value)> Headers)
{
    public override string ToString() =>
        $"case {Number}: {Method} {Target} {string.Join(' ', Headers.Select(h => $"[{h.Name}: {h.Value}]"))} {ContentType} "
        + $"{(Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 500))))}";

    public HttpRequestMessage Request(Uri api)
    {
        // Not rewritten on the way: dots and escapes arrive unchanged.
        var address =
            new Uri($"http://{api.Authority}{Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Body is not null) request.Content = new ByteArrayContent(Body);
        if (ContentType is not null && MediaTypeHeaderValue.TryParse(ContentType, out var type) && request.Content is { } content)
            content.Headers.ContentType = type;
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>Of the endpoints that the API describes, with its parameters filled in, well or badly.</summary>
    public static FuzzCase Make(int number, Random random, IReadOnlyList<FuzzEndpoint> endpoints)
    {
        var endpoint = endpoints[random.Next(endpoints.Count)];
        if (endpoint.IsCostly && random.Next(20) > 0) endpoint = endpoints.First(e => !e.IsCostly);
        var target = string.Join('/', endpoint.Path.Split('/').Select(part => part switch
        {
            "{conversation}" => FuzzText.Conversation(random),
            "{session}" => FuzzText.Session(random),
            ['{', ..] => FuzzText.PathPart(random),
            _ => part,
        })) + QueryFor(endpoint, random);
        var method = random.Next(50) == 0
            ? FuzzText.Of(random, "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")
            : endpoint.Method;
        var headers = new List<(string, string)>();
        if (random.Next(10) == 0) headers.Add(("Idempotency-Key", FuzzText.Header(random)));
        if (random.Next(10) == 0)
            headers.Add(("Accept", FuzzText.Of(random, "text/event-stream", "application/json", "*/*", "a/b;q=x", "")));
        if (random.Next(20) == 0) headers.Add(("Last-Event-ID", FuzzText.Number(random)));
        if (random.Next(20) == 0) headers.Add(("Authorization", "Bearer " + FuzzText.Header(random)));
        if (method is "GET" or "HEAD" or "OPTIONS" || random.Next(20) == 0)
            return new FuzzCase(number, method, target, null, null, headers);
        return new FuzzCase(number, method, target, TypeFor(endpoint, random), BodyFor(endpoint, random), headers);
    }

    static string QueryFor(FuzzEndpoint endpoint, Random random)
    {
        var given = endpoint.Query.Where(_ => random.Next(3) == 0).Select(name => $"{name}={FuzzText.QueryValue(random)}").ToList();
        if (random.Next(10) == 0) given.Add($"{FuzzText.QueryValue(random)}={FuzzText.QueryValue(random)}");
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }

    static string TypeFor(FuzzEndpoint endpoint, Random random) => random.Next(8) > 0
        ? endpoint.Path.EndsWith("/audio", StringComparison.Ordinal) && random.Next(2) == 0
            ? "application/octet-stream"
            : "application/json"
        : FuzzText.Of(random, "text/plain", "application/json; charset=utf-16", "application/x-ndjson", "multipart/form-data",
            "application/json; charset=nowhere", "a/b");

    static byte[] BodyFor(FuzzEndpoint endpoint, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                var bytes = new byte[random.Next(4_000)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                return Encoding.UTF8.GetBytes(FuzzText.Of(random, "", "null", "[]", "0", "\"\"", "{", "{\"a\":", new string('[', 2_000),
                    "{\"text\":\"\\ud800\"}", "{\"text\":\"\\u0000\"}", "{\"text\":1e999}", "{}{}"));
        }

        var body = new JsonObject();
        foreach (var field in endpoint.Fields)
        {
            if (random.Next(3) > 0) body[field] = FuzzText.Value(field, random);
        }

        if (random.Next(10) == 0) body[FuzzText.Header(random)] = FuzzText.Value("", random);
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }
}
