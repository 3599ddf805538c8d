using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AppHost.Tests;

public sealed class CommandTests
{
    [Fact]
    public async Task Each_dashboard_command_does_what_it_says_and_shows_its_result()
    {
        using var folder = new DataFolder();
        await using var model =
            await TestedModel.HealthyAsync(("Realtime:Servers", "programs"), ("Realtime:Postgres:DataFolder", folder.Postgres));
        using var api = model.Client("api");
        await model.States.WaitForResourceHealthyAsync("simulator").WaitAsync(TestedModel.Patience);

        foreach (var (way, reason) in new[] { ("close", "transport_closed"), ("reset", "error"), ("insufficient-quota", "error") })
        {
            var conversation = $"demo-{way}";
            var demo = await model.CommandAsync("api", "demo", ("conversation", conversation), ("text", "Good morning"));
            Assert.Contains("You said: Good morning", demo.Data!.Value, StringComparison.Ordinal);
            Assert.Contains("response_done", demo.Data.Value, StringComparison.Ordinal);

            var ended = await model.CommandAsync("simulator", "end-sessions", ("way", way));
            Assert.Contains(way, ended.Data!.Value, StringComparison.Ordinal);
            var story = new Story(api, conversation);
            await story.UntilAsync("session_ended");
            Assert.Equal(reason, (string?)(await story.EventsAsync())[^1]["data"]!["reason"]);
        }

        Assert.Equal("The simulator has no open session.",
            (await model.CommandAsync("simulator", "end-sessions", ("way", "close"))).Message);
        Assert.Equal("The log is intact.", (await model.CommandAsync("api", "verify")).Message);
        Assert.Equal("1", await Shell.AskAsync((await model.CommandAsync("postgres", "psql")).Data!.Value + " -Atc 'select 1'"));

        var worker = (string)(await api.GetFromJsonAsync<JsonNode>("/workers"))!["workers"]![0]!["id"]!;
        Assert.Equal($"Worker {worker} takes no more sessions.", (await model.CommandAsync("worker", "drain", ("worker", worker))).Message);
        Assert.True((bool?)(await api.GetFromJsonAsync<JsonNode>("/workers"))!["workers"]![0]!["draining"]);
    }

    [Fact]
    public async Task A_refusal_of_the_service_becomes_the_commands_failure()
    {
        using var folder = new DataFolder();
        await using var model =
            await TestedModel.HealthyAsync(("Realtime:Servers", "programs"), ("Realtime:Postgres:DataFolder", folder.Postgres));
        var refused = await model.TryCommandAsync("api", "demo", ("conversation", "no name"), ("text", "Hello"));
        Assert.False(refused.Success);
        Assert.Contains("400", refused.Message, StringComparison.Ordinal);
    }
}
