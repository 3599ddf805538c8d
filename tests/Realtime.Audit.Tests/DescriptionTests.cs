namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class DescriptionTests(StackFixture shared)
{
    [Theory]
    [InlineData("/audit/conversations/{conversation}", "get")]
    [InlineData("/audit/conversations/{conversation}/sessions", "get")]
    [InlineData("/audit/verify", "get")]
    [InlineData("/audit/heads", "get")]
    [InlineData("/audit/heads/verify", "post")]
    [InlineData("/conversations/{conversation}/content", "delete")]
    [InlineData("/sessions", "get")]
    [InlineData("/sessions/counts", "get")]
    public async Task The_OpenAPI_document_describes_every_call(string path, string method) =>
        Assert.NotEmpty((string?)(await shared.Stack.Get("/openapi/v1.json"))["paths"]![path]![method]!["summary"] ?? "");
}
