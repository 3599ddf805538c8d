using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Tests;

/// <summary>The dashboard's commands Stop and Start, as the dashboard gives them.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Services_that_were_stopped_or_killed_start_again_and_serve_as_before()
    {
        using var folder = new DataFolder();
        await using var model =
            await TestedModel.HealthyAsync(("Realtime:Servers", "programs"), ("Realtime:Postgres:DataFolder", folder.Postgres));
        foreach (var service in new[] { "worker", "simulator", "api" })
        {
            await model.CommandAsync(service, KnownResourceCommands.StopCommand);
            await model.UntilAsync(service, HasEnded);
            await StartAsync(model, service);

            await Signals.SendAsync("KILL", await ProcessAsync(model, service));
            await model.UntilAsync(service, HasEnded);
            await StartAsync(model, service);
        }

        using var api = model.Client("api");
        var story = new Story(api, "after-restarts");
        await story.StartAsync();
        await story.UntilAsync("session_started");
    }

    private static async Task StartAsync(TestedModel model, string service)
    {
        await model.CommandAsync(service, KnownResourceCommands.StartCommand);
        await model.States.WaitForResourceHealthyAsync(service).WaitAsync(TestedModel.Patience);
    }

    private static bool HasEnded(CustomResourceSnapshot now) => KnownResourceStates.TerminalStates.Contains(now.State?.Text);

    private static async Task<string> ProcessAsync(TestedModel model, string service)
    {
        var change = await model.UntilAsync(service, now => Pid(now) is not null);
        return Pid(change.Snapshot)!;
    }

    private static string? Pid(CustomResourceSnapshot now) =>
        Convert.ToString(now.Properties.FirstOrDefault(each => each.Name == "executable.pid")?.Value, CultureInfo.InvariantCulture)
            is { Length: > 0 } pid ? pid : null;
}
