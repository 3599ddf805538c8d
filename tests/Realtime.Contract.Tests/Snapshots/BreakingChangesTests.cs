using System.Text.Json.Nodes;

namespace Realtime.Contract.Tests.Snapshots;

public class BreakingChangesTests
{
    const string Before = """
        {"paths":{"/a":{"get":{"parameters":[{"name":"limit","in":"query"}],"responses":{"200":{}}}}},
         "components":{"schemas":{
            "Answer":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"state":{"enum":["on","off"]}}},
            "Request":{"type":"object","additionalProperties":false,"properties":{"text":{"type":"string"}}}}}}
        """;

    [Fact]
    public void The_same_breaks_nothing() => Assert.Empty(Changes("\"on\"", "\"on\""));

    [Theory]
    [InlineData("\"/a\"", "\"/b\"", "/a is gone")]
    [InlineData("\"get\"", "\"post\"", "get is gone")]
    [InlineData("\"name\":\"limit\"", "\"name\":\"most\"", "limit")]
    [InlineData("\"200\"", "\"201\"", "200 is gone")]
    [InlineData("\"id\":{\"type\":\"string\"}", "\"id\":{\"type\":\"integer\"}", "id/type")]
    [InlineData("\"state\":", "\"mood\":", "state is gone")]
    [InlineData("\"on\",\"off\"", "\"on\"", "off")]
    [InlineData("\"required\":[\"id\"]", "\"required\":[\"id\",\"state\"]", "state is now required")]
    [InlineData("\"required\":[\"id\"]", "\"required\":[]", "id may now be missing")]
    [InlineData("\"additionalProperties\":false,", "\"additionalProperties\":false,\"required\":[\"text\"],", "text is now required")]
    [InlineData("\"Request\":", "\"Wish\":", "Request is gone")]
    public void What_is_taken_away_or_asked_for_breaks(string from, string to, string says) =>
        Assert.Contains(Changes(from, to), change => change.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"on\",\"off\"", "\"on\",\"off\",\"idle\"")]
    [InlineData("\"text\":{\"type\":\"string\"}", "\"text\":{\"type\":\"string\"},\"role\":{\"type\":\"string\"}")]
    [InlineData("\"id\":{\"type\":\"string\"}", "\"id\":{\"type\":\"string\",\"description\":\"The name\"},\"at\":{\"type\":\"string\"}")]
    [InlineData("\"required\":[\"id\"]", "\"required\":[\"id\",\"at\"]")]
    [InlineData("\"200\":{}", "\"200\":{},\"404\":{}")]
    public void What_is_added_breaks_nothing(string from, string to) => Assert.Empty(Changes(from, to));

    static IReadOnlyList<string> Changes(string from, string to)
    {
        Assert.Contains(from, Before, StringComparison.Ordinal);
        return [.. BreakingChanges.Between(JsonNode.Parse(Before)!, JsonNode.Parse(Before.Replace(from, to, StringComparison.Ordinal))!)];
    }
}
