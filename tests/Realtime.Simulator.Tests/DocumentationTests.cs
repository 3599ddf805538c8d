using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Realtime.Simulator.Tests;

public sealed class DocumentationTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Fact]
    public async Task The_page_describes_every_fault_as_the_catalog_does()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "simulator.md"));
        var faults = await simulator.Http.GetFromJsonAsync<JsonArray>("faults");
        Assert.NotEmpty(faults!);
        Assert.All(faults!, fault => Assert.Contains($"| `{fault!["name"]}` | {fault["does"]} |", page, StringComparison.Ordinal));
    }
}
