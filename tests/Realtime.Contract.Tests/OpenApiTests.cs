using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Realtime.Contract.Tests.Stack;

namespace Realtime.Contract.Tests;

/// <summary>The OpenAPI document describes every route, and says of every status what is in its body.</summary>
[Collection(DescribedApi.Tests)]
public sealed partial class OpenApiTests(DescribedApi api)
{
    /// <summary>The pages of the description itself.</summary>
    static readonly string[] Undescribed = ["/openapi/", "/asyncapi/", "/reference/"];

    [Fact]
    public void Every_route_is_described() =>
        Assert.Equal(api.Routes.SelectMany(NamesOf).Where(IsDescribed).Order(), Operations().Select(o => o.Name).Order());

    [Fact]
    public void Every_operation_has_a_summary_and_an_answer_that_is_no_refusal() => Assert.All(Operations(), operation =>
    {
        Assert.False(string.IsNullOrEmpty(operation.Json.GetProperty("summary").GetString()), operation.Name);
        Assert.Contains(Statuses(operation.Json), status => status.Code is < 400);
    });

    [Fact]
    public void Every_refusal_names_its_problem_types() => Assert.All(Operations(), operation =>
    {
        foreach (var (code, response) in Statuses(operation.Json).Where(status => status.Code >= 400 && !IsHealth(operation.Name)))
        {
            var schema = response.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema");
            Assert.True(schema.TryGetProperty("allOf", out var parts), $"{operation.Name} {code}: use Refuses, not ProducesProblem.");
            var types = parts[1].GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray();
            Assert.All(types, type => Assert.StartsWith("urn:realtime:problem:", type.GetString(), StringComparison.Ordinal));
        }
    });

    [Fact]
    public void Every_answer_with_JSON_has_a_schema_that_says_something() => Assert.All(Operations(), operation =>
    {
        foreach (var (code, response) in Statuses(operation.Json).Where(status => status.Code < 400))
        {
            if (!response.TryGetProperty("content", out var content)) continue;
            foreach (var media in content.EnumerateObject().Where(media => media.Name.Contains("json", StringComparison.Ordinal)))
            {
                var schema = media.Value.GetProperty("schema");
                Assert.True(schema.TryGetProperty("$ref", out _) || schema.TryGetProperty("oneOf", out _),
                    $"{operation.Name} {code} {media.Name}: name the type of the answer.");
            }
        }
    });

    [Fact]
    public void Every_reference_leads_to_a_component()
    {
        var components = api.OpenApi.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(c => c.Name).ToHashSet();
        Assert.All(Reference().Matches(api.OpenApi.GetRawText()), match => Assert.Contains(match.Groups[1].Value, components));
    }

    IEnumerable<(string Name, JsonElement Json)> Operations() =>
        from path in api.OpenApi.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    static IEnumerable<(int Code, JsonElement Json)> Statuses(JsonElement operation) => operation.GetProperty("responses").EnumerateObject()
        .Select(status => (int.Parse(status.Name, System.Globalization.CultureInfo.InvariantCulture), status.Value));

    static bool IsHealth(string operation) => operation is "GET /health" or "GET /alive";

    static bool IsDescribed(string route) =>
        !Undescribed.Any(page => route[route.IndexOf('/', StringComparison.Ordinal)..].StartsWith(page, StringComparison.Ordinal));

    static IEnumerable<string> NamesOf(RouteEndpoint route) => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
        .Select(method => $"{method} /{Constraint().Replace(route.RoutePattern.RawText!.Trim('/'), "{$1}")}");

    [GeneratedRegex("{[*]*([A-Za-z]+)[^}]*}")]
    private static partial Regex Constraint();

    [GeneratedRegex("#/components/schemas/([^\"]+)\"")]
    private static partial Regex Reference();
}
