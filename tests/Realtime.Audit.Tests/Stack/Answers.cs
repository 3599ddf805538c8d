using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Realtime.Audit.Tests;

/// <summary>Requests of the audit, and the parts of their answers that tests check.</summary>
static class Answers
{
    public static async Task<JsonNode> Get(this AuditStack stack, string path) => await Read(await stack.Http.GetAsync(path));

    public static async Task<JsonNode> Delete(this AuditStack stack, string path) => await Read(await stack.Http.DeleteAsync(path));

    public static async Task<string> Lines(this AuditStack stack, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        var response = await stack.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task<JsonNode> VerifyHeads(this AuditStack stack, string heads) =>
        await Read(await stack.Http.PostAsync("/audit/heads/verify", new StringContent(heads, Encoding.UTF8, "application/x-ndjson")));

    /// <summary>The findings in a conversation, each as "rule at version"; empty if it is intact.</summary>
    public static async Task<string[]> Findings(this AuditStack stack, string conversation)
    {
        var verification = await stack.Get($"/audit/verify?conversation={conversation}");
        var findings = Named(verification);
        Assert.Equal((bool)verification["intact"]!, findings.Length == 0);
        return findings;
    }

    public static string[] Named(JsonNode verification) =>
        [.. verification["findings"]!.AsArray().Select(f => $"{f!["rule"]} at {f["version"]}")];

    public static async Task Refused(this Task<HttpResponseMessage> sending, HttpStatusCode status, string problem)
    {
        using var response = await sending;
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"urn:realtime:problem:{problem}", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["type"]);
    }

    static async Task<JsonNode> Read(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {body}");
        return JsonNode.Parse(body)!;
    }
}
