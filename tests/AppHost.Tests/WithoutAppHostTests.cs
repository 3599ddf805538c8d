using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalServers.PostgreSql;

namespace AppHost.Tests;

/// <summary>
/// The commands of docs/without-apphost.md, and then the example of README.md, as they stand there, with another database and on free
/// ports.
/// </summary>
public sealed partial class WithoutAppHostTests
{
    [Fact]
    public async Task The_commands_of_the_page_start_services_with_which_the_readmes_example_works()
    {
        using var folder = new DataFolder();
        await using var server =
            new PostgreSqlCluster(PostgreSqlPrograms.Require(), new() { DataFolder = folder.Postgres, Password = "not-a-secret" });
        await server.StartAsync();
        await server.CreateDatabaseAsync("realtime");

        var ports = new Dictionary<string, string>();
        var commands = Blocks("docs/without-apphost.md", ports)
            .SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var services = commands.Where(line => line.Contains("dotnet run", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, services.Length);
        var running = services.Select(line => new Terminal(line, ("ConnectionStrings__realtime", server.ConnectionString("realtime"))))
            .ToArray();
        try
        {
            using var api = new HttpClient { BaseAddress = new Uri(AddressIn(services[2])), Timeout = TimeSpan.FromSeconds(60) };
            await UntilAWorkerIsKnownAsync(api, running);
            foreach (var line in commands.Where(line => line.StartsWith("curl", StringComparison.Ordinal)))
                Assert.DoesNotContain("urn:realtime:problem", await Shell.AskAsync(line), StringComparison.Ordinal);
            await new Story(api, "by-hand").UntilAsync("session_started");
            CheckExample(await Shell.AskAsync(Blocks("README.md", ports).Single(block => block.Contains("fox.wav", StringComparison.Ordinal))));
        }
        finally
        {
            foreach (var each in running) await each.DisposeAsync();
        }
    }

    /// <summary>The shell blocks of a page. Each port of a service is replaced by a free one, the same everywhere.</summary>
    private static string[] Blocks(string page, Dictionary<string, string> ports)
    {
        return
        [
            .. Block().Matches(File.ReadAllText(Path.Combine(Terminal.Root, page)))
                .Select(block => ServicePort().Replace(block.Groups[1].Value, port => Free(port.Value))),
        ];

        string Free(string port) => ports.TryGetValue(port, out var free)
            ? free
            : ports[port] = $":{RunningModel.FreePort().ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>The example ends with the history of its conversation, one event in each line.</summary>
    private static void CheckExample(string printed)
    {
        Assert.DoesNotContain("urn:realtime:problem", printed, StringComparison.Ordinal);
        var history = JsonNode.Parse(printed[printed.LastIndexOf("{\"conversation\"", StringComparison.Ordinal)..])!["events"]!.AsArray();
        Assert.Equal(history.Count, printed.Split('\n').Count(line => line.StartsWith("{\"version\"", StringComparison.Ordinal)));
        Assert.Equal("session_requested", (string?)history[0]!["type"]);
        Assert.Equal("session_ended", (string?)history[^1]!["type"]);
        Assert.Single(history, each => (string?)each!["type"] == "session_ended");
        Assert.Contains("You said: Hello there", printed, StringComparison.Ordinal);
        Assert.Contains("I heard 3,240 ms of audio.", printed, StringComparison.Ordinal);
    }

    private static string AddressIn(string command) => command[command.IndexOf("http://", StringComparison.Ordinal)..].Split(' ')[0];

    private static async Task UntilAWorkerIsKnownAsync(HttpClient api, Terminal[] running)
    {
        using var patience = new CancellationTokenSource(TestedModel.Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            Assert.All(running, each => Assert.False(each.HasEnded, each.Output));
            try
            {
                if ((await api.GetFromJsonAsync<JsonNode>("/workers", patience.Token))!["workers"]!.AsArray().Count > 0) return;
            }
            catch (HttpRequestException)
            {
                // The API is still starting.
            }

            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(":508[0-9]")]
    private static partial Regex ServicePort();
}
