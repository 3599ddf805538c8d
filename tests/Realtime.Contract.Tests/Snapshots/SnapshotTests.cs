using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Contract.Tests.Stack;

namespace Realtime.Contract.Tests.Snapshots;

/// <summary>
/// docs/contract has both documents as they are. REALTIME_WRITE_DOCS=1 refreshes them after additions; a change that breaks clients also
/// needs REALTIME_ACCEPT_BREAK=1.
/// </summary>
[Collection(DescribedApi.Tests)]
public sealed class SnapshotTests(DescribedApi api)
{
    const string Refresh = "REALTIME_WRITE_DOCS=1 dotnet test tests/Realtime.Contract.Tests";
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void The_OpenAPI_document_is_as_before() => Check("openapi.json", api.OpenApi);

    [Fact]
    public void The_AsyncAPI_document_is_as_before() => Check("asyncapi.json", api.AsyncApi);

    static void Check(string name, JsonElement document)
    {
        var file = Path.Combine(Docs.Root, "docs/contract", name);
        var now = Sorted(JsonNode.Parse(document.GetRawText()))!;
        var text = now.ToJsonString(Indented) + "\n";
        var before = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "{}";
        var broken = BreakingChanges.Between(JsonNode.Parse(before)!, now).ToList();
        Assert.True(broken.Count == 0 || Environment.GetEnvironmentVariable("REALTIME_ACCEPT_BREAK") == "1",
            $"{name}: this breaks clients. Undo it, or accept it with REALTIME_ACCEPT_BREAK=1 {Refresh}\n{string.Join('\n', broken)}");
        if (Docs.IsWriting) File.WriteAllText(file, text);
        else Assert.True(before == text, $"docs/contract/{name} is older than the API. Refresh it: {Refresh}");
    }

    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject of => new JsonObject(of.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
