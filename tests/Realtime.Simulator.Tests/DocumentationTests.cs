using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Realtime.Simulator.Tests;

public sealed class DocumentationTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Fact]
    public async Task Every_fault_is_documented_as_it_describes_itself()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "simulator.md"));
        var faults = await simulator.Http.GetFromJsonAsync<JsonArray>("faults");
        Assert.NotEmpty(faults!);
        Assert.All(faults!, fault => Assert.Contains($"| `{fault!["name"]}` | {fault["does"]} |", page, StringComparison.Ordinal));
    }
}
